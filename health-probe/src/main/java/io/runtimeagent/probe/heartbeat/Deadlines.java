package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// D(t): when the run after a run at t counts as missed, before any grace. The same few times are
/// asked for at every tick, so the answers are kept; for use by one thread.
final class Deadlines {
  private static final int KEPT = 64;

  private final Parameters parameters;
  private final Schedule schedule;
  private final Map<Instant, Instant> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, Instant> eldest) {
          return size() > KEPT;
        }
      };

  Deadlines(Parameters parameters, Schedule schedule) {
    this.parameters = parameters;
    this.schedule = schedule;
  }

  Schedule schedule() {
    return schedule;
  }

  Instant after(Instant time) {
    Instant known = kept.get(time);
    if (known == null) {
      known = walk(time);
      kept.put(time, known);
    }
    return known;
  }

  private Instant walk(Instant time) {
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
