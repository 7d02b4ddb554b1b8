package io.runtimeagent.probe.alert;

import java.time.Instant;

/// What a sink has accepted of an alert last.
public record Acked(Alert.Status status, Instant openedAt, long sequence) {
  static Acked of(Alert alert) {
    return new Acked(alert.status(), alert.opened().at(), alert.sequence());
  }
}
