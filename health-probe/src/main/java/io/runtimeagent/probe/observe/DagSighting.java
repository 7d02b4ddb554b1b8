package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Reading.Presence;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.observe.Observed.Detail;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The DAG as one source tells it, made into what is observed: the same for every source.
public record DagSighting(
    EffectiveSchedule schedule, String airflowVersion, Presence presence, Set<Detail> details) {
  /// What the flags of the DAG's row or JSON come to.
  public enum Flag {
    PAUSED,
    STALE,
    IMPORT_ERRORS
  }

  /// Airflow knows no such DAG.
  public static DagSighting missing(
      String airflowVersion, int airflowMajor, ScheduleFallback fallback) {
    return new DagSighting(
        EffectiveSchedule.choose(new EffectiveSchedule.Told(null, null, airflowMajor), fallback),
        airflowVersion,
        Presence.MISSING,
        details(fallback, Detail.DAG_MISSING));
  }

  /// Airflow knows no DAG at all.
  public static DagSighting empty(
      String airflowVersion, int airflowMajor, ScheduleFallback fallback) {
    DagSighting missing = missing(airflowVersion, airflowMajor, fallback);
    Set<Detail> details = EnumSet.of(Detail.NO_DAGS);
    details.addAll(missing.details);
    return new DagSighting(missing.schedule, airflowVersion, Presence.MISSING, details);
  }

  public static DagSighting of(
      EffectiveSchedule.Told told,
      ScheduleFallback fallback,
      String airflowVersion,
      Set<Flag> flags) {
    Set<Detail> details = details(fallback);
    if (flags.contains(Flag.STALE)) {
      details.add(Detail.DAG_INACTIVE);
    }
    if (flags.contains(Flag.IMPORT_ERRORS)) {
      details.add(Detail.IMPORT_ERRORS);
    }
    Presence there = flags.contains(Flag.PAUSED) ? Presence.PAUSED : Presence.ACTIVE;
    Presence presence = flags.contains(Flag.STALE) ? Presence.MISSING : there;
    return new DagSighting(
        EffectiveSchedule.choose(told, fallback), airflowVersion, presence, details);
  }

  private static Set<Detail> details(ScheduleFallback fallback, Detail... seen) {
    Set<Detail> details = EnumSet.noneOf(Detail.class);
    details.addAll(List.of(seen));
    if (!fallback.jobSchedule()) {
      details.add(Detail.JOB_SCHEDULE_OFF);
    }
    return details;
  }

  public Observed.Seen seen(
      List<Run> runs, @Nullable Instant schedulerStarted, @Nullable Instant airflowNow) {
    Set<Detail> all = EnumSet.noneOf(Detail.class);
    all.addAll(details);
    if (schedule.invalid()) {
      all.add(Detail.SCHEDULE_INVALID);
    }
    return new Observed.Seen(
        new Reading.Observation(runs, presence, schedule.schedule(), schedulerStarted),
        new Observed.Facts(airflowNow, airflowVersion, schedule.source(), all));
  }
}
