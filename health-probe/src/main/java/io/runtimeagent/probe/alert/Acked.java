package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Alert.Status;
import java.time.Instant;

/// What a sink was told of an alert last.
public record Acked(Status status, Instant openedAt, long sequence, Proof proof) {
  /// How sure it is that the sink knows.
  public enum Proof {
    ACCEPTED,
    /// It was sent, and no answer says whether it arrived.
    DOUBTFUL
  }

  static Acked accepted(Alert alert) {
    return new Acked(alert.status(), alert.opened().at(), alert.sequence(), Proof.ACCEPTED);
  }

  static Acked doubtful(Alert alert) {
    return new Acked(alert.status(), alert.opened().at(), alert.sequence(), Proof.DOUBTFUL);
  }

  /// Whether the sink has this alert just as it stands.
  boolean matches(Alert alert) {
    return equals(accepted(alert));
  }

  boolean open() {
    return status == Status.OPEN;
  }

  /// Whether it is of the same incident.
  boolean sameOpening(Alert alert) {
    return openedAt.equals(alert.opened().at());
  }
}
