package io.runtimeagent.probe.heartbeat;

import org.jspecify.annotations.Nullable;

/// One process's watch over the DAG: the state that survives it and what does not, the clocks of
/// its previous tick and its count of good reads in a row.
public record Watch(@Nullable HeartbeatState state, @Nullable Moment previous, int goodReads) {
  /// A process without any state.
  public static Watch cold() {
    return new Watch(null, null, 0);
  }

  /// A new process that goes on from what an earlier one stored.
  public static Watch resumed(HeartbeatState state) {
    return new Watch(state, null, 0);
  }
}
