package io.runtimeagent.probe.heartbeat;

import java.util.Locale;

/// What happens to an alert.
public enum Transition {
  OPEN,
  UPDATE,
  RESOLVE;

  /// The word in events, bodies and metrics.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
