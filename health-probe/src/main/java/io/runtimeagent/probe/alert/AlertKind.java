package io.runtimeagent.probe.alert;

import java.util.Locale;

/// Which alert.
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

  static AlertKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
