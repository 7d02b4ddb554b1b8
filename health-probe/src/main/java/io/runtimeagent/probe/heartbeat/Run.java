package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One run of the monitoring DAG as Airflow tells it.
///
/// `fire` is when it was due, `created` when its row was made (null where Airflow does not say,
/// which counts as long ago), `started` when its first task started, `ended` when it reached a
/// final state, `state` that state: `success`, `failed` or anything else.
public record Run(
    String id,
    String type,
    Instant fire,
    @Nullable Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable String state) {
  /// The type of the runs that count.
  public static final String SCHEDULED = "scheduled";

  boolean visible(Instant now) {
    return type.equals(SCHEDULED)
        && reached(now, fire)
        && (created == null || reached(now, created));
  }

  boolean startedBy(Instant now) {
    return started != null && reached(now, started);
  }

  boolean endedBy(Instant now) {
    return ended != null && reached(now, ended);
  }

  private static boolean reached(Instant now, Instant time) {
    return !time.isAfter(now);
  }
}
