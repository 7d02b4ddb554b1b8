package io.runtimeagent.probe.heartbeat;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import java.util.BitSet;
import java.util.Locale;

/// Expands one parsed cron field into the values it matches, by the rules of Airflow's croniter:
/// ranges may wrap around (`22-2`), a step walks on over the end, Sunday is 0 or 7.
enum CronField {
  MINUTE(0, 59),
  HOUR(0, 23),
  DAY_OF_MONTH(1, 31),
  MONTH(1, 12),
  DAY_OF_WEEK(0, 6);

  private final int first;
  private final int last;

  CronField(int first, int last) {
    this.first = first;
    this.last = last;
  }

  BitSet expand(FieldExpression expression) throws InvalidScheduleException {
    BitSet values = new BitSet();
    expand(expression, 1, values);
    return values;
  }

  private void expand(FieldExpression expression, int step, BitSet into)
      throws InvalidScheduleException {
    switch (expression) {
      case Always _ -> walk(first, last, step, into);
      case And and -> {
        for (FieldExpression part : and.getExpressions()) {
          expand(part, step, into);
        }
      }
      case Between between ->
          walk(
              number(between.getFrom().getValue()), number(between.getTo().getValue()), step, into);
      case Every every when every.getExpression() instanceof On on ->
          walk(number(on.getTime().getValue()), last, every.getPeriod().getValue(), into);
      case Every every -> expand(every.getExpression(), every.getPeriod().getValue(), into);
      case On on -> walk(number(on.getTime().getValue()), number(on.getTime().getValue()), 1, into);
      default ->
          throw new InvalidScheduleException(name() + " does not know " + expression.asString());
    }
  }

  private void walk(int from, int to, int step, BitSet into) {
    int span = last - first + 1;
    int start = this == DAY_OF_WEEK && from == 7 && to != 7 ? 0 : from;
    int length = start <= to ? to - start : to + span - start;
    for (int i = 0; i <= length; i += step) {
      into.set(first + (start - first + i) % span);
    }
  }

  private int number(Object value) throws InvalidScheduleException {
    int number = value instanceof Integer i ? i : -1;
    boolean sunday = this == DAY_OF_WEEK && number == 7;
    if (!sunday && (number < first || number > last)) {
      throw new InvalidScheduleException(
          "%s: %s is not in %d-%d"
              .formatted(label(), value, first, this == DAY_OF_WEEK ? 7 : last));
    }
    return number;
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
