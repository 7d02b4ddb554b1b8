package io.runtimeagent.probe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A scheduled run of the monitoring DAG as it was last seen, for people.
public record MonitoringRun(
    String id,
    Instant fire,
    @Nullable Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    Outcome outcome) {
  /// How it stands or went. `STALLED` started and did not end in its time.
  public enum Outcome {
    WAITING,
    RUNNING,
    STALLED,
    SUCCESS,
    FAILED,
    OTHER
  }

  boolean finished() {
    return switch (outcome) {
      case WAITING, RUNNING -> false;
      case STALLED, SUCCESS, FAILED, OTHER -> true;
    };
  }
}
