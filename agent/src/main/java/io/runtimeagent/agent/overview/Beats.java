package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel.Beat;
import io.runtimeagent.agent.page.PageModel.Outcome;
import io.runtimeagent.probe.MonitoringRun;
import io.runtimeagent.probe.ProbeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The monitoring DAG's runs as marks on a line of time. While the alert says that none is
/// scheduled, those that should have come are marked too, at the pace of the last ones.
final class Beats {
  private static final String NOT_SCHEDULED = "NOT_SCHEDULED";

  private final ProbeStatus status;
  private final Instant from;
  private final Instant to;

  Beats(ProbeStatus status, Instant from, Instant to) {
    this.status = status;
    this.from = from;
    this.to = to;
  }

  List<Beat> all() {
    List<Beat> beats = new ArrayList<>();
    for (MonitoringRun run : status.runs()) {
      if (!run.fire().isBefore(from) && !run.fire().isAfter(to)) {
        outcome(run).ifPresent(outcome -> beats.add(new Beat(run.fire(), outcome, lasted(run))));
      }
    }
    if (status.openedAt() != null && status.reasons().contains(NOT_SCHEDULED)) {
      addMissed(beats);
    }
    return beats;
  }

  private void addMissed(List<Beat> beats) {
    if (beats.size() < 2) {
      return;
    }
    Instant last = beats.getLast().due();
    Duration pace = Duration.between(beats.get(beats.size() - 2).due(), last);
    if (pace.compareTo(Duration.ofMinutes(1)) < 0) {
      return;
    }
    for (Instant due = last.plus(pace); due.isBefore(to); due = due.plus(pace)) {
      beats.add(new Beat(due, Outcome.MISSED, Optional.empty()));
    }
  }

  private static Optional<Outcome> outcome(MonitoringRun run) {
    return switch (run.outcome()) {
      case SUCCESS -> Optional.of(Outcome.SUCCESS);
      case FAILED -> Optional.of(Outcome.FAILED);
      case STALLED -> Optional.of(Outcome.STALLED);
      case RUNNING -> Optional.of(Outcome.RUNNING);
      case WAITING -> Optional.of(Outcome.QUEUED);
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<Duration> lasted(MonitoringRun run) {
    return run.started() == null || run.ended() == null
        ? Optional.empty()
        : Optional.of(Duration.between(run.started(), run.ended()));
  }
}
