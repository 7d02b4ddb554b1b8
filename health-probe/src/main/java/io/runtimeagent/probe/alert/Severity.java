package io.runtimeagent.probe.alert;

import java.util.Locale;

/// How bad it is.
public enum Severity {
  /// Nothing is wrong.
  INFO,
  WARNING,
  CRITICAL;

  /// The word in bodies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
