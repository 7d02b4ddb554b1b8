package io.runtimeagent.probe;

import io.runtimeagent.probe.MonitoringRun.Outcome;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.RunOutcome;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The runs of the last hours, longer than Airflow is asked for at once, and what became of each
/// since it was last looked at. What is there at the first look is no news.
final class RunHistory {
  private static final String SCHEDULED = "scheduled";
  private static final int KEPT = 200;

  private final Parameters parameters;
  private final ProbeListener listener;
  private final Map<String, MonitoringRun> runs = new HashMap<>();
  private boolean begun;

  RunHistory(Parameters parameters, ProbeListener listener) {
    this.parameters = parameters;
    this.listener = listener;
  }

  void saw(Reading.Observation seen, Instant now) {
    for (Run run : seen.runs()) {
      if (run.type().equals(SCHEDULED) && !run.fire().isAfter(now)) {
        MonitoringRun fresh = view(run, seen.schedule(), now);
        MonitoringRun before = runs.put(run.id(), fresh);
        if (begun) {
          tell(before, fresh);
        }
      }
    }
    begun = true;
    forget();
  }

  /// Oldest first.
  List<MonitoringRun> newest() {
    return runs.values().stream().sorted(BY_FIRE).toList();
  }

  private static final Comparator<MonitoringRun> BY_FIRE =
      Comparator.comparing(MonitoringRun::fire).thenComparing(MonitoringRun::id);

  private void forget() {
    if (runs.size() > KEPT) {
      runs.values().stream()
          .sorted(BY_FIRE)
          .limit(runs.size() - KEPT)
          .map(MonitoringRun::id)
          .toList()
          .forEach(runs::remove);
    }
  }

  private MonitoringRun view(Run run, Schedule schedule, Instant now) {
    return new MonitoringRun(
        run.id(),
        run.fire(),
        run.created(),
        run.started(),
        run.ended(),
        outcome(run, schedule, now));
  }

  private Outcome outcome(Run run, Schedule schedule, Instant now) {
    Instant ended = run.ended();
    if (ended != null && !ended.isAfter(now)) {
      return "success".equals(run.state())
          ? Outcome.SUCCESS
          : "failed".equals(run.state()) ? Outcome.FAILED : Outcome.OTHER;
    }
    if (run.started() == null) {
      return Outcome.WAITING;
    }
    return now.isBefore(due(run.fire(), schedule)) ? Outcome.RUNNING : Outcome.STALLED;
  }

  private Instant due(Instant fire, Schedule schedule) {
    Instant next = schedule.next(schedule.next(fire));
    Instant least = fire.plus(parameters.minGap());
    return (next.isAfter(least) ? next : least).plus(parameters.grace());
  }

  private void tell(@Nullable MonitoringRun before, MonitoringRun run) {
    Instant created = run.created();
    if (before == null && created != null) {
      listener.heard(new ProbeEvent.RunCreated(atLeastZero(run.fire(), created)));
    }
    Instant started = run.started();
    if (started != null && (before == null || before.started() == null)) {
      Instant since = created == null ? run.fire() : created;
      listener.heard(new ProbeEvent.RunStarted(atLeastZero(since, started)));
    }
    if (run.finished() && (before == null || !before.finished())) {
      finished(run.outcome());
    }
  }

  private void finished(Outcome outcome) {
    switch (outcome) {
      case SUCCESS -> listener.heard(new ProbeEvent.RunFinished(RunOutcome.SUCCESS));
      case FAILED -> listener.heard(new ProbeEvent.RunFinished(RunOutcome.FAILED));
      case STALLED -> listener.heard(new ProbeEvent.RunFinished(RunOutcome.STALLED));
      case OTHER, WAITING, RUNNING -> {}
    }
  }

  private static Duration atLeastZero(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
