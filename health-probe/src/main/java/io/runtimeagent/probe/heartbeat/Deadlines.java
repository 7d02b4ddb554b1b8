package io.runtimeagent.probe.heartbeat;

import java.time.Instant;

/// D(t): when the run after a run at t counts as missed, before any grace.
final class Deadlines {
  private final Parameters parameters;
  private final Schedule schedule;

  Deadlines(Parameters parameters, Schedule schedule) {
    this.parameters = parameters;
    this.schedule = schedule;
  }

  Instant after(Instant time) {
    Instant due = later(schedule.next(schedule.next(time)), time.plus(parameters.minGap()));
    return parameters.maxGap() == null ? due : earlier(due, time.plus(parameters.maxGap()));
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
