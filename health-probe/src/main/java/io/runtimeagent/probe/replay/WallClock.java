package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.replay.Timeline.ClockStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The wall clock over a real time that only goes on: each step moves it once and for good.
final class WallClock {
  private final List<ClockStep> steps;
  private int taken;
  private long offsetSeconds;

  WallClock(List<ClockStep> steps) {
    this.steps = steps.stream().sorted(Comparator.comparing(ClockStep::at)).toList();
  }

  Instant at(Instant real) {
    while (taken < steps.size() && !steps.get(taken).at().isAfter(real)) {
      offsetSeconds += steps.get(taken++).seconds();
    }
    return real.plusSeconds(offsetSeconds);
  }
}
