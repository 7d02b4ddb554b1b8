package io.runtimeagent.probe.heartbeat;

import io.runtimeagent.probe.heartbeat.HeartbeatEvent.Subject;
import io.runtimeagent.probe.heartbeat.Judgement.Phase;
import io.runtimeagent.probe.heartbeat.Reading.Observation;
import io.runtimeagent.probe.heartbeat.Reading.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The judgement over the monitoring DAG: `(watch, reading, now) -> (watch, events)`, and nothing
/// else goes in or comes out. Missing data never opens or resolves the alert over the runs. For use
/// by one thread, since it keeps the deadlines that it worked out.
public final class Heartbeat {
  private static final int GOOD_READS = 2;

  private final Parameters parameters;
  private final Windows maintenance;
  private final Clocks clocks;
  private @Nullable Deadlines deadlines;

  public Heartbeat(Parameters parameters, Windows maintenance) {
    this.parameters = Objects.requireNonNull(parameters, "parameters");
    this.maintenance = Objects.requireNonNull(maintenance, "maintenance");
    this.clocks = new Clocks(parameters);
  }

  /// One tick. The watch that comes out is the one to hand in next.
  public Tick tick(Watch watch, Reading reading, Moment now) {
    Clocks.Settled settled = clocks.settle(watch, now);
    return switch (reading) {
      case Reading.Unreadable _ -> blind(settled, now);
      case Observation seen -> judge(settled, seen, new At(now, watch.goodReads() + 1));
    };
  }

  private record At(Moment moment, int goodReads) {
    Instant now() {
      return moment.wall();
    }
  }

  private Tick blind(Clocks.Settled settled, Moment moment) {
    HeartbeatState state = settled.state();
    Instant now = moment.wall();
    List<HeartbeatEvent> events = List.of();
    if (maintenance.contain(now)) {
      state = state.withGood(now);
    } else if (state.observerOpenedAt() == null && unknownFor(state, now)) {
      state = state.withObserver(now);
      events = List.of(observer(Transition.OPEN, now, now));
    }
    return new Tick(new Watch(state, moment, 0), events, settled.change(), null);
  }

  private boolean unknownFor(HeartbeatState state, Instant now) {
    return Duration.between(state.good(), now).compareTo(parameters.unknownAfter()) >= 0;
  }

  private Tick judge(Clocks.Settled settled, Observation seen, At at) {
    List<HeartbeatEvent> events = new ArrayList<>(2);
    boolean held = maintenance.contain(at.now());
    HeartbeatState state = settled.state().withGood(at.now());
    Instant opened = state.observerOpenedAt();
    if (opened != null && at.goodReads() >= GOOD_READS && !held) {
      state = state.withObserver(null);
      events.add(observer(Transition.RESOLVE, at.now(), opened));
    }
    state = dag(state, seen, at.now());
    Runs runs = Runs.visible(seen.runs(), at.now());
    state = state.withLast(newest(state.last(), runs.newestFire()));
    Conditions conditions = conditions(state, runs, seen, at.now());
    Decision decision = decide(state, conditions, held, at.now());
    if (decision.event() != null) {
      events.add(decision.event());
    }
    state = state.withAlert(decision.alert());
    Phase phase = phase(state, conditions, held);
    return new Tick(
        new Watch(state, at.moment(), at.goodReads()),
        events,
        settled.change(),
        judgement(phase, conditions, state, runs));
  }

  /// A pause that ends and a schedule that changes begin anew: no run was due by the new rules.
  private HeartbeatState dag(HeartbeatState state, Observation seen, Instant now) {
    boolean paused =
        seen.presence() == Presence.PAUSED
            && parameters.pausedPolicy() != Parameters.PausedPolicy.ALERT;
    Schedule before = state.schedule();
    boolean changed = before != null && !before.equals(seen.schedule());
    boolean anew = changed || (state.paused() && !paused);
    return state.withDag(paused, seen.schedule(), anew ? now : state.floor());
  }

  private Conditions conditions(HeartbeatState state, Runs runs, Observation seen, Instant now) {
    Instant ended = maintenance.newestEnd(now);
    Instant floor = ended == null ? state.floor() : Deadlines.later(state.floor(), ended);
    return new Conditions(
        parameters,
        new Conditions.Evidence(
            runs, state, floor, deadlines(seen.schedule()), seen.schedulerStarted(), now));
  }

  private Deadlines deadlines(Schedule schedule) {
    Deadlines known = deadlines;
    if (known == null || !known.schedule().equals(schedule)) {
      known = new Deadlines(parameters, schedule);
      deadlines = known;
    }
    return known;
  }

  private Decision decide(HeartbeatState state, Conditions conditions, boolean held, Instant now) {
    HeartbeatState.Alert alert = Decision.forget(state.alert(), parameters, now);
    if (held) {
      return new Decision(alert, null);
    }
    if (state.paused()) {
      boolean resolve = parameters.pausedPolicy() == Parameters.PausedPolicy.RESOLVE;
      return resolve && alert.open() ? Decision.resolve(alert, now) : new Decision(alert, null);
    }
    return Decision.of(alert, conditions, parameters, now);
  }

  private static Phase phase(HeartbeatState state, Conditions conditions, boolean held) {
    if (held) {
      return Phase.MAINTENANCE;
    }
    if (state.paused()) {
      return Phase.PAUSED;
    }
    return state.alert().open() ? Phase.ALERTING : conditions.phase();
  }

  private static Judgement judgement(
      Phase phase, Conditions conditions, HeartbeatState state, Runs runs) {
    return new Judgement(
        phase,
        conditions.reasons(),
        conditions.deadline(),
        conditions.failures(),
        conditions.successes(),
        state.last(),
        runs.newestSuccess());
  }

  private static HeartbeatEvent observer(Transition transition, Instant now, Instant openedAt) {
    List<String> reasons =
        transition == Transition.RESOLVE ? List.of() : List.of(HeartbeatEvent.OBSERVER_REASON);
    return new HeartbeatEvent(now, Subject.OBSERVER, transition, reasons, false, openedAt);
  }

  private static @Nullable Instant newest(@Nullable Instant last, @Nullable Instant newest) {
    if (last == null || newest == null) {
      return last == null ? newest : last;
    }
    return Deadlines.later(last, newest);
  }
}
