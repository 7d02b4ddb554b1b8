package io.runtimeagent.ship.testing;

/// How a store is away altogether.
public enum Outage {
  /// Nobody listens on the port.
  REFUSING,
  /// Every connection is closed as soon as it is made.
  CLOSING,
  /// Every connection is accepted, and nothing is ever answered.
  SILENT
}
