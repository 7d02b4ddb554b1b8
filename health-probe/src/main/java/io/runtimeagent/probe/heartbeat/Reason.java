package io.runtimeagent.probe.heartbeat;

/// Why the heartbeat alert is open. The order is the one in which reasons are told.
public enum Reason {
  FAILED_TWICE,
  NOT_SCHEDULED,
  NOT_STARTED
}
