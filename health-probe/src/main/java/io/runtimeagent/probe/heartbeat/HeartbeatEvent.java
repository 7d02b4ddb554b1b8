package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.List;

/// A change of one of the two alerts, decided at one tick. `openedAt` is the opening it belongs to;
/// `flapping` the heartbeat alert's mark, false for the observer's.
public record HeartbeatEvent(
    Instant at,
    Subject subject,
    Transition transition,
    List<String> reasons,
    boolean flapping,
    Instant openedAt) {
  /// Which alert: over the DAG's runs, or over our not being able to read Airflow.
  public enum Subject {
    HEARTBEAT("heartbeat"),
    OBSERVER("observer");

    private final String word;

    Subject(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static final String OBSERVER_REASON = "OBSERVER";

  public HeartbeatEvent {
    reasons = List.copyOf(reasons);
  }
}
