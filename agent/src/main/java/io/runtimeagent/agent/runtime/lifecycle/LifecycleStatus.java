package io.runtimeagent.agent.runtime.lifecycle;

import java.util.Locale;

/// Where a version stands in its life.
public enum LifecycleStatus {
  MAINTAINED,
  /// Maintained for 30 days more at most.
  EXPIRING,
  /// No longer maintained; questions are still answered.
  BASIC_SUPPORT,
  UNMAINTAINED,
  /// Withdrawn by its makers.
  YANKED,
  /// Nobody knows, or nothing is promised: prereleases.
  UNKNOWN;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether somebody should act on it.
  public boolean needsAction() {
    return switch (this) {
      case EXPIRING, BASIC_SUPPORT, UNMAINTAINED, YANKED -> true;
      case MAINTAINED, UNKNOWN -> false;
    };
  }
}
