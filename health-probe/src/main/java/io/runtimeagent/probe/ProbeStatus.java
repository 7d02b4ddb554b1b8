package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A snapshot of the probe's work.
///
/// `state` is where the deployment stands as last judged, `reasons` what holds against it now;
/// `openedAt` is null while the heartbeat alert is not open. `judgement` is the last one, null
/// before the first good read.
public record ProbeStatus(
    String dagId,
    State state,
    List<String> reasons,
    boolean flapping,
    @Nullable Instant openedAt,
    @Nullable Judgement judgement,
    @Nullable Instant lastTick,
    List<MonitoringRun> runs,
    ObserverStatus observer,
    LeaderStatus leader,
    DeskStatus alerts) {
  /// Where the deployment stands.
  public enum State {
    /// The monitoring DAG was never seen: it is waited for, and nobody is paged.
    NEVER_SEEN,
    WAITING,
    OK,
    SUSPECT,
    ALERTING,
    PAUSED,
    MAINTENANCE;

    static State of(Judgement.Phase phase) {
      return switch (phase) {
        case WAITING -> WAITING;
        case OK -> OK;
        case SUSPECT -> SUSPECT;
        case ALERTING -> ALERTING;
        case PAUSED -> PAUSED;
        case MAINTENANCE -> MAINTENANCE;
      };
    }
  }

  /// Who is asked about Airflow and what came of it last: `trouble` is empty where it answered.
  /// `schedule` and `airflowVersion` are as last seen, empty before that; `skew` is our clock minus
  /// Airflow's; `openedAt` is null while the observer alert is not open.
  public record ObserverStatus(
      String source,
      String trouble,
      @Nullable Instant lastGood,
      String schedule,
      String airflowVersion,
      Set<Observed.Detail> details,
      Duration skew,
      @Nullable Instant openedAt) {
    static final ObserverStatus UNASKED =
        new ObserverStatus("", "not asked yet", null, "", "", Set.of(), Duration.ZERO, null);

    public ObserverStatus {
      details = Set.copyOf(details);
    }
  }

  /// Who sends for the deployment, as far as this agent knows: `holder` is null where it does not.
  public record LeaderStatus(Leadership leadership, String words, @Nullable String holder) {}

  public ProbeStatus {
    reasons = List.copyOf(reasons);
    runs = List.copyOf(runs);
  }
}
