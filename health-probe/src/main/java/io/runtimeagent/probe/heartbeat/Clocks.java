package io.runtimeagent.probe.heartbeat;

import java.time.Duration;
import java.time.Instant;

/// Step one of a tick: whether time went by as it should, and what follows where it did not.
final class Clocks {
  /// The state to go on from.
  record Settled(HeartbeatState state, ClockChange change) {}

  private final Parameters parameters;

  Clocks(Parameters parameters) {
    this.parameters = parameters;
  }

  Settled settle(Watch watch, Moment now) {
    HeartbeatState state = watch.state();
    ClockChange change = state == null ? ClockChange.COLD : change(watch, state, now);
    HeartbeatState known = state == null ? HeartbeatState.unknown(now.wall()) : state;
    return new Settled(after(change, known, now.wall()).withSeen(now.wall()), change);
  }

  private ClockChange change(Watch watch, HeartbeatState state, Moment now) {
    Moment previous = watch.previous();
    if (previous == null) {
      Duration away = Duration.between(state.seen(), now.wall());
      boolean cold = away.isNegative() || away.compareTo(parameters.minGap()) > 0;
      return cold ? ClockChange.COLD : ClockChange.NONE;
    }
    Duration real = now.monotonic().minus(previous.monotonic());
    Duration drift = Duration.between(previous.wall(), now.wall()).minus(real);
    if (drift.abs().compareTo(parameters.jump()) > 0) {
      return drift.isNegative() ? ClockChange.STEPPED_BACK : ClockChange.STEPPED_FORWARD;
    }
    return real.compareTo(parameters.minGap()) > 0 ? ClockChange.FROZEN : ClockChange.NONE;
  }

  private HeartbeatState after(ClockChange change, HeartbeatState state, Instant now) {
    Instant patience = now.plus(parameters.startupGrace());
    return switch (change) {
      case NONE -> state;
      case COLD -> state.clamped(now).rebased(now).withStartupFloor(patience);
      case STEPPED_FORWARD, STEPPED_BACK -> state.clamped(now).rebased(now);
      case FROZEN -> state.rebased(now).withStartupFloor(patience);
    };
  }
}
