package io.runtimeagent.probe.lease;

import java.util.Objects;

/// Who holds the lease: a name that a restart keeps, the host and state directory say, and an
/// instance that it does not.
public record LeaseHolder(String name, String instance) {
  public LeaseHolder {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(instance, "instance");
  }

  /// Whether the other is an earlier or later process of the same name.
  boolean succeeds(LeaseHolder other) {
    return name.equals(other.name) && !instance.equals(other.instance);
  }
}
