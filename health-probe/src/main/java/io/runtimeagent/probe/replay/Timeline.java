package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.heartbeat.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a replay file says, checked. Only a clock step's `at` is real time; all else is wall time.
record Timeline(
    Schedule schedule,
    Instant agentStart,
    Instant until,
    Duration tick,
    List<RecordedRun> runs,
    List<Window> observerDown,
    List<Window> paused,
    List<Window> maintenance,
    List<Window> agentDown,
    List<Restart> restarts,
    List<ClockStep> clockSteps,
    List<Instant> schedulerStarts) {
  /// A run, and when its row was deleted.
  record RecordedRun(Run run, @Nullable Instant gone) {}

  /// The agent's process began anew, with its stored state or without.
  record Restart(Instant at, Kept state) {}

  enum Kept {
    KEPT,
    LOST
  }

  /// The wall clock was set by so much.
  record ClockStep(Instant at, long seconds) {}
}
