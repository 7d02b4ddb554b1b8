package io.runtimeagent.probe;

import io.runtimeagent.probe.heartbeat.HeartbeatState;
import org.jspecify.annotations.Nullable;

/// What the judgement goes on from, in this process or the next one, here or in another agent:
/// whether the DAG was ever seen, and the heartbeat's state, null before the first judgement.
record Memory(Acquaintance dag, @Nullable HeartbeatState state) {
  static final Memory NONE = new Memory(Acquaintance.NEVER_SEEN, null);

  /// Whether the monitoring DAG was ever there.
  enum Acquaintance {
    NEVER_SEEN,
    SEEN
  }

  /// The one that knows later things.
  static Memory newer(Memory one, Memory other) {
    HeartbeatState first = one.state;
    HeartbeatState second = other.state;
    if (first == null || second == null) {
      return second == null ? one : other;
    }
    return second.seen().isAfter(first.seen()) ? other : one;
  }
}
