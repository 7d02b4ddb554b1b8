package io.runtimeagent.probe;

import io.runtimeagent.probe.ProbeStatus.LeaderStatus;
import io.runtimeagent.probe.ProbeStatus.ObserverStatus;
import io.runtimeagent.probe.ProbeStatus.State;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.heartbeat.Reason;
import io.runtimeagent.probe.heartbeat.Tick;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the last tick showed, with what earlier ones showed where it was blind.
record Picture(
    State state,
    Memory memory,
    @Nullable Judgement judgement,
    @Nullable Instant lastTick,
    List<MonitoringRun> runs,
    ObserverStatus observer) {
  static final Picture NOTHING =
      new Picture(State.NEVER_SEEN, Memory.NONE, null, null, List.of(), ObserverStatus.UNASKED);

  /// One tick; `tick` is empty where nothing was judged.
  record Sitting(
      Observed observed,
      String source,
      Optional<Tick> tick,
      Memory memory,
      List<MonitoringRun> runs,
      Duration skew,
      Instant now) {}

  Picture after(Sitting sitting) {
    Judgement now = sitting.tick().map(Tick::judgement).orElse(null);
    HeartbeatState known = sitting.memory().state();
    return new Picture(
        state(sitting, now),
        sitting.memory(),
        now == null ? judgement : now,
        sitting.now(),
        sitting.runs(),
        observer(sitting, known == null ? null : known.observerOpenedAt()));
  }

  private State state(Sitting sitting, @Nullable Judgement now) {
    if (sitting.memory().dag() == Memory.Acquaintance.NEVER_SEEN) {
      return State.NEVER_SEEN;
    }
    if (now != null) {
      return State.of(now.phase());
    }
    return state == State.NEVER_SEEN ? State.WAITING : state;
  }

  private ObserverStatus observer(Sitting sitting, @Nullable Instant openedAt) {
    return switch (sitting.observed()) {
      case Observed.Seen(var observation, Observed.Facts facts) ->
          new ObserverStatus(
              sitting.source(),
              "",
              sitting.now(),
              observation.schedule().toString(),
              facts.airflowVersion(),
              facts.details(),
              sitting.skew(),
              openedAt);
      case Observed.Failed(_, String words) ->
          new ObserverStatus(
              sitting.source(),
              words,
              observer.lastGood(),
              observer.schedule(),
              observer.airflowVersion(),
              observer.details(),
              observer.skew(),
              openedAt);
    };
  }

  ProbeStatus status(String dagId, LeaderStatus leader, DeskStatus alerts) {
    HeartbeatState known = memory.state();
    HeartbeatState.Alert alert = known == null ? HeartbeatState.Alert.NONE : known.alert();
    return new ProbeStatus(
        dagId,
        state,
        alert.reasons().stream().sorted().map(Reason::name).toList(),
        alert.flapping() && alert.open(),
        alert.openedAt(),
        judgement,
        lastTick,
        runs,
        observer,
        leader,
        alerts);
  }
}
