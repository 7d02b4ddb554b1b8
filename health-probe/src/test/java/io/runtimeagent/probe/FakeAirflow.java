package io.runtimeagent.probe;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An Airflow that runs the monitoring DAG every five minutes, but for the times in which its
/// scheduler is down; the runs that are due in other times fail.
final class FakeAirflow {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Schedule SCHEDULE = Schedule.standard(ZoneOffset.UTC);

  final List<Window> down = new ArrayList<>();
  final List<Window> failing = new ArrayList<>();
  final List<Instant> schedulerStarts = new ArrayList<>();
  private final Instant since;

  FakeAirflow(Instant since) {
    this.since = since;
  }

  Observed seen(Instant now) {
    return new Observed.Seen(
        new Reading.Observation(runs(now), Reading.Presence.ACTIVE, SCHEDULE, newestStart(now)),
        new Observed.Facts(now, "2.11.0", Observed.ScheduleSource.DAG, Set.of()));
  }

  private @Nullable Instant newestStart(Instant now) {
    return schedulerStarts.stream()
        .filter(start -> !start.isAfter(now))
        .max(Instant::compareTo)
        .orElse(null);
  }

  /// Of the runs missed in an outage only the last one is made, when it is over.
  private List<Run> runs(Instant now) {
    List<Run> runs = new ArrayList<>();
    Instant fire = now.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
    while (!fire.plus(EVERY).isAfter(now)) {
      fire = fire.plus(EVERY);
    }
    for (; runs.size() < 20 && !fire.isBefore(since); fire = fire.minus(EVERY)) {
      Instant made = made(fire);
      boolean missed = Duration.between(fire, made).compareTo(EVERY) >= 0;
      if (!missed && !made.isAfter(now)) {
        runs.add(
            new Run(
                "run-" + fire,
                "scheduled",
                fire,
                made,
                made.plusSeconds(1),
                made.plusSeconds(4),
                fails(fire) ? "failed" : "success"));
      }
    }
    return runs;
  }

  private boolean fails(Instant fire) {
    return failing.stream()
        .anyMatch(window -> !fire.isBefore(window.from()) && fire.isBefore(window.to()));
  }

  private Instant made(Instant fire) {
    Instant made = fire.plusSeconds(2);
    for (Window window : down) {
      if (!made.isBefore(window.from()) && made.isBefore(window.to())) {
        made = window.to().plusSeconds(2);
      }
    }
    return made;
  }
}
