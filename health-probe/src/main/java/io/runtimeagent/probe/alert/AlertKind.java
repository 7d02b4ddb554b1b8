package io.runtimeagent.probe.alert;

import java.util.Locale;

/// Which kind of alert.
public enum AlertKind {
  /// Over the monitoring DAG's runs.
  HEARTBEAT,
  /// Over our not being able to read Airflow.
  OBSERVER,
  /// Over this agent's own shipping of logs: every agent sends its own.
  SHIPPING;

  /// The word in bodies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is one of the deployment, which only the leader sends.
  boolean shared() {
    return this != SHIPPING;
  }

  static AlertKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
