package io.runtimeagent.probe.heartbeat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one tick came to: how to go on, what to tell, and the judgement, which is null where
/// Airflow could not be read.
public record Tick(
    Watch watch, List<HeartbeatEvent> events, ClockChange clock, @Nullable Judgement judgement) {
  public Tick {
    events = List.copyOf(events);
  }
}
