package io.runtimeagent.probe.heartbeat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The numbers of the judgement.
///
/// - `minGap`: a run is never missed sooner than this after the one before.
/// - `maxGap`: a run is missed at the latest this long after the one before; null: no such limit.
/// - `grace`: what the scheduler may take beyond that.
/// - `startupGrace`: patience after a cold start of ours or a start of the scheduler.
/// - `restartCap`: how far a scheduler that keeps restarting can stretch the deadline in all.
/// - `failThreshold`: failed runs in a row that open an alert.
/// - `resolveAfter`, `resolveAfterFlapping`: successes in a row, ended after the opening, that
///   resolve one.
/// - `unknownAfter`: silence of Airflow that opens the observer's own alert.
/// - `jump`: difference between wall clock and monotonic clock that counts as a step.
/// - `flapOpens` within `flapWindow` mark an alert as flapping.
public record Parameters(
    Duration minGap,
    @Nullable Duration maxGap,
    Duration grace,
    Duration startupGrace,
    Duration restartCap,
    int failThreshold,
    int resolveAfter,
    int resolveAfterFlapping,
    Duration unknownAfter,
    Duration jump,
    int flapOpens,
    Duration flapWindow,
    NotStarted notStarted,
    PausedPolicy pausedPolicy) {
  /// Whether runs that nobody starts raise an alert.
  public enum NotStarted {
    ON,
    OFF
  }

  /// What a pause does: hold everything as it is, resolve what is open, or nothing at all.
  public enum PausedPolicy {
    HOLD,
    RESOLVE,
    ALERT
  }

  public static final Parameters STANDARD =
      new Parameters(
          Duration.ofMinutes(10),
          null,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          2,
          2,
          6,
          Duration.ofSeconds(630),
          Duration.ofSeconds(30),
          3,
          Duration.ofMinutes(60),
          NotStarted.ON,
          PausedPolicy.HOLD);

  public Parameters {
    if (failThreshold < 1 || resolveAfter < 1 || resolveAfterFlapping < 1 || flapOpens < 1) {
      throw new IllegalArgumentException("thresholds count from 1");
    }
    if (maxGap != null && maxGap.compareTo(minGap) < 0) {
      throw new IllegalArgumentException("maxGap " + maxGap + " is below minGap " + minGap);
    }
  }
}
