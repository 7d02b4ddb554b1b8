package io.runtimeagent.probe.heartbeat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.parser.CronParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cron of five fields, walked on local time without a zone. cron-utils reads the syntax; what
/// the fields may hold and which times match is decided here, as Airflow's croniter does.
final class Cron {
  private static final int ANY = 999;
  private static final String ITEM = "[0-9A-Za-z*]{1,9}(?:-[0-9A-Za-z]{1,9})?(?:/[0-9]{1,9})?";
  private static final Pattern FIELD = Pattern.compile("%1$s(?:,%1$s){0,59}".formatted(ITEM));
  private static final Map<String, String> PRESETS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@quarterly", "0 0 1 */3 *",
          "@yearly", "0 0 1 1 *");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private Cron(com.cronutils.model.Cron parsed, boolean eitherDay) throws InvalidScheduleException {
    this.minutes = expand(parsed, CronFieldName.MINUTE, CronField.MINUTE);
    this.hours = expand(parsed, CronFieldName.HOUR, CronField.HOUR);
    this.daysOfMonth = expand(parsed, CronFieldName.DAY_OF_MONTH, CronField.DAY_OF_MONTH);
    this.months = expand(parsed, CronFieldName.MONTH, CronField.MONTH);
    this.daysOfWeek = expand(parsed, CronFieldName.DAY_OF_WEEK, CronField.DAY_OF_WEEK);
    this.eitherDay = eitherDay;
  }

  static Cron parse(String expression) throws InvalidScheduleException {
    String trimmed = expression.strip();
    String[] fields = PRESETS.getOrDefault(trimmed, trimmed).split("\\s+", -1);
    if (fields.length != 5) {
      throw new InvalidScheduleException("a cron has five fields");
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].equals("?") && (i == 2 || i == 4) ? "*" : fields[i];
      if (!FIELD.matcher(fields[i]).matches()) {
        throw new InvalidScheduleException("field " + (i + 1) + " is not a cron field");
      }
    }
    Cron cron = read(String.join(" ", fields), restricts(fields[2]) && restricts(fields[4]));
    cron.refuseUnlessItFires();
    return cron;
  }

  /// First matching time strictly after the given one.
  LocalDateTime after(LocalDateTime time) {
    LocalDateTime candidate = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate day = candidate.toLocalDate();
    LocalTime found = matches(day) ? firstFrom(candidate.getHour(), candidate.getMinute()) : null;
    while (found == null) {
      day = months.get(day.getMonthValue()) ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
      found = matches(day) ? firstFrom(0, 0) : null;
    }
    return LocalDateTime.of(day, found);
  }

  /// Whether the hour field matches all hours: then Airflow walks on the UTC line.
  boolean everyHour() {
    return hours.cardinality() == 24;
  }

  private @Nullable LocalTime firstFrom(int hour, int minute) {
    int found = hours.get(hour) ? minutes.nextSetBit(minute) : -1;
    if (found >= 0) {
      return LocalTime.of(hour, found);
    }
    int later = hours.nextSetBit(hour + 1);
    return later < 0 ? null : LocalTime.of(later, minutes.nextSetBit(0));
  }

  private boolean matches(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  /// Whether a field of days names some of them; a list with a star in it does not, `*/2` does.
  private static boolean restricts(String field) {
    return !Arrays.asList(field.split(",", -1)).contains("*");
  }

  private void refuseUnlessItFires() throws InvalidScheduleException {
    LocalDate end = LocalDate.of(2041, 1, 1);
    for (LocalDate day = LocalDate.of(2000, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      if (matches(day)) {
        return;
      }
    }
    throw new InvalidScheduleException("it never fires");
  }

  private static Cron read(String expression, boolean eitherDay) throws InvalidScheduleException {
    try {
      return new Cron(new CronParser(definition()).parse(expression), eitherDay);
    } catch (IllegalArgumentException e) {
      throw new InvalidScheduleException("not a cron: " + e.getMessage(), e);
    }
  }

  /// Wide ranges, since croniter takes a step that is larger than the field (`*/24` hours).
  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withValidRange(0, ANY)
        .and()
        .withHours()
        .withValidRange(0, ANY)
        .and()
        .withDayOfMonth()
        .withValidRange(0, ANY)
        .and()
        .withMonth()
        .withValidRange(0, ANY)
        .and()
        .withDayOfWeek()
        .withValidRange(0, ANY)
        .withMondayDoWValue(1)
        .and()
        .instance();
  }

  private static BitSet expand(com.cronutils.model.Cron cron, CronFieldName name, CronField field)
      throws InvalidScheduleException {
    com.cronutils.model.field.CronField parsed = cron.retrieveFieldsAsMap().get(name);
    return field.expand(Objects.requireNonNull(parsed, "every field is there").getExpression());
  }
}
