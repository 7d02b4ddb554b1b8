package io.runtimeagent.agent.runtime.lifecycle;

import org.jspecify.annotations.Nullable;

/// What the public version list says of one version; every part of it may be missing.
record ListedVersion(
    @Nullable String channel,
    LifecycleDates dates,
    @Nullable String airflowVersion,
    @Nullable String pythonVersion,
    Withdrawal withdrawal) {

  /// Whether a version was withdrawn, if the list says so, and why.
  record Withdrawal(@Nullable Boolean yanked, @Nullable String reason) {
    boolean isYanked() {
      return yanked != null && yanked;
    }
  }

  /// Alpha and beta promise nothing.
  boolean isPreview() {
    return "alpha".equalsIgnoreCase(channel) || "beta".equalsIgnoreCase(channel);
  }
}
