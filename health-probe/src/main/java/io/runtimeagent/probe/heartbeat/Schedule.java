package io.runtimeagent.probe.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// When the monitoring DAG is due: a cron in a zone, walked as Airflow walks it. Two schedules are
/// equal when their text and zone are.
public final class Schedule {
  /// What Astro Runtime's monitoring DAG runs on unless told otherwise.
  public static final String DEFAULT_EXPRESSION = "*/5 * * * *";

  private final String expression;
  private final ZoneId zone;
  private final Cron cron;

  private Schedule(String expression, ZoneId zone, Cron cron) {
    this.expression = expression;
    this.zone = zone;
    this.cron = cron;
  }

  public static Schedule of(String expression, ZoneId zone) throws InvalidScheduleException {
    return new Schedule(expression, zone, Cron.parse(expression));
  }

  /// The default schedule in a zone.
  public static Schedule standard(ZoneId zone) {
    try {
      return of(DEFAULT_EXPRESSION, zone);
    } catch (InvalidScheduleException e) {
      throw new IllegalStateException("the default schedule is a cron", e);
    }
  }

  public String expression() {
    return expression;
  }

  public ZoneId zone() {
    return zone;
  }

  /// First fire strictly after `time`, which need not be a fire itself.
  public Instant next(Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    LocalDateTime match = cron.after(local);
    if (cron.everyHour()) {
      return time.plus(Duration.between(local, match));
    }
    return zone instanceof ZoneOffset offset
        ? match.toInstant(offset)
        : ZonedDateTime.of(match, zone).withLaterOffsetAtOverlap().toInstant();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that
        && expression.equals(that.expression)
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return 31 * expression.hashCode() + zone.hashCode();
  }

  /// As people read it: `*/5 * * * * in UTC`.
  @Override
  public String toString() {
    return expression + " in " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
  }
}
