package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What survives a restart.
///
/// - `seen`: the last tick.
/// - `last`: the newest fire ever seen; never lowered by rows that go, only by the clock.
/// - `floor`: runs due before it are never held against the deployment.
/// - `startupFloor`: the same while Airflow starts up, but only up to the restart cap.
/// - `good`: the last good read, or an excuse for there being none.
/// - `paused`: whether the DAG was paused when last read.
/// - `schedule`: the schedule last read, null before the first good read.
/// - `alert`: the heartbeat alert; `observerOpenedAt`: the observer's, null while it is not open.
public record HeartbeatState(
    Instant seen,
    @Nullable Instant last,
    Instant floor,
    Instant startupFloor,
    Instant good,
    boolean paused,
    @Nullable Schedule schedule,
    Alert alert,
    @Nullable Instant observerOpenedAt) {
  /// `openedAt` is null while no alert is open; `reasons` are those last told; `flapping` stays as
  /// it is until the next opening; `opens` are the openings of the last hour, this one included.
  public record Alert(
      @Nullable Instant openedAt, Set<Reason> reasons, boolean flapping, List<Instant> opens) {
    public static final Alert NONE = new Alert(null, Set.of(), false, List.of());

    public Alert {
      reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
      opens = List.copyOf(opens);
    }

    public boolean open() {
      return openedAt != null;
    }

    Alert clamped(Instant now) {
      return new Alert(
          earlier(openedAt, now),
          reasons,
          flapping,
          opens.stream().map(open -> open.isAfter(now) ? now : open).toList());
    }
  }

  /// The state of a process that knows nothing.
  static HeartbeatState unknown(Instant now) {
    return new HeartbeatState(now, null, now, now, now, false, null, Alert.NONE, null);
  }

  HeartbeatState withSeen(Instant now) {
    return new HeartbeatState(
        now, last, floor, startupFloor, good, paused, schedule, alert, observerOpenedAt);
  }

  HeartbeatState withLast(@Nullable Instant newest) {
    return new HeartbeatState(
        seen, newest, floor, startupFloor, good, paused, schedule, alert, observerOpenedAt);
  }

  HeartbeatState withGood(Instant now) {
    return new HeartbeatState(
        seen, last, floor, startupFloor, now, paused, schedule, alert, observerOpenedAt);
  }

  HeartbeatState withAlert(Alert changed) {
    return new HeartbeatState(
        seen, last, floor, startupFloor, good, paused, schedule, changed, observerOpenedAt);
  }

  HeartbeatState withObserver(@Nullable Instant openedAt) {
    return new HeartbeatState(
        seen, last, floor, startupFloor, good, paused, schedule, alert, openedAt);
  }

  /// A new beginning: nothing due before now counts.
  HeartbeatState rebased(Instant now) {
    return new HeartbeatState(
        seen, last, now, startupFloor, now, paused, schedule, alert, observerOpenedAt);
  }

  HeartbeatState withStartupFloor(Instant time) {
    return new HeartbeatState(
        seen, last, floor, time, good, paused, schedule, alert, observerOpenedAt);
  }

  /// What Airflow says of the DAG itself; `floorNow` is the floor that follows from it.
  HeartbeatState withDag(boolean pausedNow, Schedule scheduleNow, Instant floorNow) {
    return new HeartbeatState(
        seen, last, floorNow, startupFloor, good, pausedNow, scheduleNow, alert, observerOpenedAt);
  }

  /// After the wall clock went back, no remembered instant may lie in the future.
  HeartbeatState clamped(Instant now) {
    return new HeartbeatState(
        seen,
        earlier(last, now),
        floor,
        startupFloor.isAfter(now) ? now : startupFloor,
        good,
        paused,
        schedule,
        alert.clamped(now),
        earlier(observerOpenedAt, now));
  }

  private static @Nullable Instant earlier(@Nullable Instant time, Instant now) {
    return time != null && time.isAfter(now) ? now : time;
  }
}
