package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one good read told, for people and metrics.
///
/// `reasons` are the conditions that hold, whether or not an alert is open over them; `deadline` is
/// the instant from which a missing run alerts; `failures` and `successes` are the newest ones in a
/// row, the latter since the opening; `lastScheduled` is the newest fire, `lastSuccess` the newest
/// end of a run that went well.
public record Judgement(
    Phase phase,
    Set<Reason> reasons,
    Instant deadline,
    int failures,
    int successes,
    @Nullable Instant lastScheduled,
    @Nullable Instant lastSuccess) {
  /// Where the deployment stands.
  public enum Phase {
    /// No fresh run has been seen yet, and nothing is late enough to alert.
    WAITING,
    OK,
    /// One run is missing or has failed.
    SUSPECT,
    ALERTING,
    PAUSED,
    MAINTENANCE
  }

  public Judgement {
    reasons = Set.copyOf(reasons);
  }
}
