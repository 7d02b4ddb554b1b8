package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.DagSighting;
import io.runtimeagent.probe.observe.DagSighting.Flag;
import io.runtimeagent.probe.observe.EffectiveSchedule;
import io.runtimeagent.probe.observe.EffectiveSchedule.Told;
import io.runtimeagent.probe.observe.ObserveException;
import io.runtimeagent.probe.observe.Observed;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Airflow 2. A run is named after the start of its interval and due at its end; the runs of an
/// unknown DAG are an empty list; when a run was made is not told.
final class ApiVersion1 implements Dialect {
  static final String ROOT = "/api/v1";

  private final ApiClient client;
  private final Question question;
  private final ZoneMemo zone = new ZoneMemo();

  ApiVersion1(ApiClient client, Question question) {
    this.client = client;
    this.question = question;
  }

  @Override
  public Observed.Seen read() throws ObserveException, InterruptedException {
    Optional<ApiClient.Page> found = client.find(question.path(), question.dagId());
    if (found.isEmpty()) {
      return DagSighting.missing(question.airflowVersion(), 2, question.fallback())
          .seen(List.of(), null, null);
    }
    Json.Obj dag = found.get().body();
    String expression = expression(dag);
    String timezone = zone.of(client, question, expression);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (dag.isTrue("is_paused")) {
      flags.add(Flag.PAUSED);
    }
    if (dag.get("is_active") != null && !dag.isTrue("is_active")) {
      flags.add(Flag.STALE);
    }
    if (dag.isTrue("has_import_errors")) {
      flags.add(Flag.IMPORT_ERRORS);
    }
    DagSighting sighting =
        DagSighting.of(
            new Told(expression, timezone, 2),
            question.fallback(),
            question.airflowVersion(),
            flags);
    return sighting.seen(runs(sighting.schedule().schedule()), null, found.get().serverTime());
  }

  private List<Run> runs(Schedule schedule) throws ObserveException, InterruptedException {
    // All types come, so more are asked for than count.
    String query = "/dagRuns?limit=100&order_by=-execution_date";
    RunReader reader = new RunReader(run -> due(run, schedule));
    List<Run> runs = reader.runs(client.get(question.path() + query).body());
    Optional<Instant> oldest = RunReader.oldestOfInterest(runs);
    if (oldest.isEmpty()) {
      return runs;
    }
    // Task instances cannot be asked for by the end of their run's interval, but none starts
    // before.
    String since = oldest.get().minusSeconds(1).toString();
    String tasks = "/dagRuns/~/taskInstances?limit=100&start_date_gte=";
    String path = question.path() + tasks + ApiClient.encoded(since);
    return RunReader.started(runs, client.get(path).body());
  }

  /// The end of its interval, which Airflow before 2.4 or so does not tell.
  private static @Nullable Instant due(Json.Obj run, Schedule schedule) throws ObserveException {
    Instant end = RunReader.time(run, "data_interval_end");
    Instant start = RunReader.time(run, "execution_date");
    return end == null && start != null ? schedule.next(start) : end;
  }

  /// A cron has its text; a DAG without schedule, and one that follows data sets or a time delta,
  /// has none.
  private static String expression(Json.Obj dag) {
    String value =
        dag.get("schedule_interval") instanceof Json.Obj interval ? interval.text("value") : null;
    return value == null ? EffectiveSchedule.NO_SCHEDULE : value;
  }
}
