package io.runtimeagent.probe.heartbeat;

/// What the clocks tell of the time since the previous tick.
public enum ClockChange {
  /// It went by as it should.
  NONE,
  /// The process begins anew: its state is too old, from the future, or there is none.
  COLD,
  /// The wall clock was set forward, or the machine was suspended.
  STEPPED_FORWARD,
  /// The wall clock was set back.
  STEPPED_BACK,
  /// The process was stopped while time went by.
  FROZEN
}
