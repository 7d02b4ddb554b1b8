package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.observe.Observed.ScheduleSource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The schedule to judge by: Airflow's own word, else the environment's, else the default. A value
/// that is no cron keeps the default and is said to be invalid.
public record EffectiveSchedule(Schedule schedule, ScheduleSource source, boolean invalid) {
  /// What Airflow shows for a DAG that nothing schedules; no cron.
  public static final String NO_SCHEDULE = "None";

  /// As some versions of Airflow print a zone: `Timezone('Europe/Berlin')`.
  private static final Pattern PRINTED = Pattern.compile("Timezone\\(['\"](.*?)['\"].*\\)");

  private static final Pattern FIXED = Pattern.compile("FixedTimezone\\((-?[0-9]{1,5})\\b.*\\)");

  /// What Airflow says of the DAG: its schedule as text, null where it does not say one, the zone's
  /// name likewise, and the major version, since Airflow 2 runs the DAG in UTC.
  public record Told(@Nullable String expression, @Nullable String zone, int airflowMajor) {}

  public static EffectiveSchedule choose(Told told, ScheduleFallback fallback) {
    if (told.expression() != null) {
      return of(told.expression(), zone(told.zone()), ScheduleSource.DAG);
    }
    ZoneId zone = told.airflowMajor() < 3 ? ZoneOffset.UTC : zone(fallback.defaultTimezone());
    return fallback.expression().isBlank()
        ? new EffectiveSchedule(Schedule.standard(zone), ScheduleSource.DEFAULT, false)
        : of(fallback.expression(), zone, ScheduleSource.ENVIRONMENT);
  }

  private static EffectiveSchedule of(String expression, ZoneId zone, ScheduleSource source) {
    try {
      return new EffectiveSchedule(Schedule.of(expression, zone), source, false);
    } catch (InvalidScheduleException e) {
      return new EffectiveSchedule(Schedule.standard(zone), ScheduleSource.DEFAULT, true);
    }
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null || name.isBlank() || name.equalsIgnoreCase("utc")) {
      return ZoneOffset.UTC;
    }
    if (name.equalsIgnoreCase("system")) {
      return ZoneId.systemDefault();
    }
    Matcher printed = PRINTED.matcher(name);
    Matcher fixed = FIXED.matcher(name);
    try {
      if (fixed.matches()) {
        return ZoneOffset.ofTotalSeconds(Integer.parseInt(fixed.group(1)));
      }
      return ZoneId.of(printed.matches() ? printed.group(1) : name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
