package io.runtimeagent.probe.heartbeat;

import io.runtimeagent.probe.heartbeat.Runs.Judged;
import io.runtimeagent.probe.heartbeat.Runs.Outcome;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The three conditions and the runs in a row, at one tick.
final class Conditions {
  /// What the conditions are judged on. `floor` is the one in force, maintenance included.
  record Evidence(
      Runs runs,
      HeartbeatState state,
      Instant floor,
      Deadlines deadlines,
      @Nullable Instant schedulerStarted,
      Instant now) {}

  private final Parameters parameters;
  private final Evidence evidence;
  private final Deadlines deadlines;
  private final List<Judged> judged;
  private final Instant deadline;
  private final int failures;
  private final Set<Reason> reasons;

  Conditions(Parameters parameters, Evidence evidence) {
    this.parameters = parameters;
    this.evidence = evidence;
    this.deadlines = evidence.deadlines();
    this.judged = evidence.runs().judged(deadlines, parameters.grace());
    this.deadline = newDeadline();
    this.failures = countFailures();
    this.reasons = hold();
  }

  /// The conditions that hold.
  Set<Reason> reasons() {
    return reasons;
  }

  /// From when on a missing run counts.
  Instant deadline() {
    return deadline;
  }

  /// Newest failures in a row, none from before the floor.
  int failures() {
    return failures;
  }

  private Set<Reason> hold() {
    Set<Reason> holding = EnumSet.noneOf(Reason.class);
    if (failures >= parameters.failThreshold()) {
      holding.add(Reason.FAILED_TWICE);
    }
    if (!evidence.now().isBefore(deadline)) {
      holding.add(Reason.NOT_SCHEDULED);
    }
    if (parameters.notStarted() == Parameters.NotStarted.ON && notStarted()) {
      holding.add(Reason.NOT_STARTED);
    }
    return holding;
  }

  /// Patience with whoever starts up, within the restart cap.
  private Instant newDeadline() {
    Instant patient = Deadlines.later(base(), evidence.state().startupFloor());
    Instant started = evidence.schedulerStarted();
    if (started != null && !started.isAfter(evidence.now())) {
      patient = Deadlines.later(patient, started.plus(parameters.startupGrace()));
    }
    Instant due = deadlines.after(patient);
    Instant capped = deadlines.after(base()).plus(parameters.restartCap());
    return Deadlines.earlier(due, capped).plus(parameters.grace());
  }

  private int countFailures() {
    int count = 0;
    for (Judged each : judged) {
      if (each.outcome() != Outcome.FAIL || each.run().fire().isBefore(evidence.floor())) {
        break;
      }
      count++;
    }
    return count;
  }

  /// Newest successes in a row that ended after the opening; all of them where nothing is open.
  int successes() {
    Instant opening = evidence.state().alert().openedAt();
    int successes = 0;
    for (Judged each : judged) {
      Instant ended = each.run().ended();
      boolean counts = opening == null || (ended != null && ended.isAfter(opening));
      if (each.outcome() != Outcome.OK || !counts) {
        break;
      }
      successes++;
    }
    return successes;
  }

  Judgement.Phase phase() {
    Instant last = evidence.state().last();
    Instant now = evidence.now();
    if (last == null || !now.isBefore(deadlines.after(last).plus(parameters.grace()))) {
      return Judgement.Phase.WAITING;
    }
    boolean late = !now.isBefore(deadlines.schedule().next(last).plus(parameters.grace()));
    return late || failures > 0 ? Judgement.Phase.SUSPECT : Judgement.Phase.OK;
  }

  private boolean notStarted() {
    Run waiting = evidence.runs().oldestWaiting();
    if (waiting == null) {
      return false;
    }
    Instant due = deadlines.after(Deadlines.later(waiting.fire(), evidence.floor()));
    return !evidence.now().isBefore(due.plus(parameters.grace()));
  }

  private Instant base() {
    Instant last = evidence.state().last();
    return last == null ? evidence.floor() : Deadlines.later(last, evidence.floor());
  }
}
