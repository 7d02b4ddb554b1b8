package io.runtimeagent.probe.heartbeat;

import java.time.Instant;

/// A half-open stretch of wall time, `from <= now < to`.
public record Window(Instant from, Instant to) {
  public Window {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the window ends at " + to + ", before it begins");
    }
  }
}
