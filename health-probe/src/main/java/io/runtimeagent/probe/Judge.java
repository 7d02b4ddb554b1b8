package io.runtimeagent.probe;

import io.runtimeagent.probe.Memory.Acquaintance;
import io.runtimeagent.probe.ProbeConfig.Mode;
import io.runtimeagent.probe.heartbeat.Heartbeat;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.Moment;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Tick;
import io.runtimeagent.probe.heartbeat.Watch;
import io.runtimeagent.probe.heartbeat.Windows;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The heartbeat over the life of a process: what it goes on from, and whether the DAG is judged
/// already or waited for. For use by one thread.
final class Judge {
  private final Heartbeat heartbeat;
  private final Duration minGap;
  private Watch watch = Watch.cold();
  private Acquaintance dag;

  Judge(Mode mode, Parameters parameters, Windows maintenance) {
    this.heartbeat = new Heartbeat(parameters, maintenance);
    this.minGap = parameters.minGap();
    this.dag = mode == Mode.JUDGE ? Acquaintance.SEEN : Acquaintance.NEVER_SEEN;
  }

  Memory memory() {
    return new Memory(dag, watch.state());
  }

  /// The count of good reads in a row.
  int goodReads() {
    return watch.goodReads();
  }

  /// One tick; empty while the DAG has never been seen and is waited for.
  Optional<Tick> tick(Observed observed, Moment now) {
    if (dag == Acquaintance.NEVER_SEEN && !shows(observed)) {
      return Optional.empty();
    }
    dag = Acquaintance.SEEN;
    Tick tick = heartbeat.tick(watch, observed.reading(), now);
    watch = tick.watch();
    return Optional.of(tick);
  }

  /// Goes on from what another process knew. A new process takes what there is, however old, and
  /// begins cold where that is too old; a running one takes only what somebody alive has written.
  /// Clocks of two hosts differ a little: a state from the near future is one of now.
  void adopt(Memory memory, Instant now) {
    if (memory.dag() == Acquaintance.SEEN) {
      dag = Acquaintance.SEEN;
    }
    HeartbeatState state = memory.state();
    if (state == null) {
      return;
    }
    Duration age = Duration.between(state.seen(), now);
    boolean near = age.abs().compareTo(minGap) <= 0;
    HeartbeatState known = near && age.isNegative() ? seenAt(state, now) : state;
    if (watch.previous() == null) {
      watch = Watch.resumed(known);
    } else if (near) {
      watch = new Watch(known, watch.previous(), watch.goodReads());
    }
  }

  private static HeartbeatState seenAt(HeartbeatState state, Instant now) {
    return new HeartbeatState(
        now,
        state.last(),
        state.floor(),
        state.startupFloor(),
        state.good(),
        state.paused(),
        state.schedule(),
        state.alert(),
        state.observerOpenedAt());
  }

  private static boolean shows(Observed observed) {
    return observed instanceof Observed.Seen(Reading.Observation seen, _)
        && seen.presence() != Reading.Presence.MISSING;
  }
}
