package io.runtimeagent.agent.config;

import java.time.Instant;

/// A time in which the heartbeat opens and resolves nothing; `to` is the first instant after it.
public record MaintenanceWindow(Instant from, Instant to) {

  public MaintenanceWindow {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("A maintenance window ends before it begins.");
    }
  }
}
