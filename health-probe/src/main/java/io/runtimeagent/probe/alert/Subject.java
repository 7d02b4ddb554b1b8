package io.runtimeagent.probe.alert;

import java.util.Objects;

/// Which alert: its kind, the key that makes one incident of all that is told of it, and what it is
/// about within the deployment (the monitoring DAG, or the host whose shipping it is).
public record Subject(AlertKind kind, String dedupKey, String about) {
  public Subject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(dedupKey, "dedupKey");
    Objects.requireNonNull(about, "about");
  }

  public static Subject heartbeat(String deploymentId, String dagId) {
    return new Subject(AlertKind.HEARTBEAT, DedupKey.heartbeat(deploymentId, dagId), dagId);
  }

  public static Subject observer(String deploymentId, String dagId) {
    return new Subject(AlertKind.OBSERVER, DedupKey.observer(deploymentId), dagId);
  }

  public static Subject shipping(String deploymentId, String host) {
    return new Subject(AlertKind.SHIPPING, DedupKey.shipping(deploymentId, host), host);
  }

  /// Of an alert that is only a test, in the guise of the heartbeat's.
  static Subject test(String deploymentId) {
    return new Subject(AlertKind.HEARTBEAT, DedupKey.test(deploymentId), "test");
  }
}
