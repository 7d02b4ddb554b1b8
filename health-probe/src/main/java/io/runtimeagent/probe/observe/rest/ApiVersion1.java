package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Run;
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

/// Airflow 2. A run is named after the start of its interval and due at its end; the runs of an
/// unknown DAG are an empty list; when a run was made is not told.
final class ApiVersion1 implements Dialect {
  static final String ROOT = "/api/v1";
  private static final RunReader RUNS =
      new RunReader(List.of("data_interval_end", "execution_date"));

  private final ApiClient client;
  private final Question question;
  private final ZoneMemo zone = new ZoneMemo();

  ApiVersion1(ApiClient client, Question question) {
    this.client = client;
    this.question = question;
  }

  @Override
  public Observed.Seen read() throws ObserveException, InterruptedException {
    Optional<ApiClient.Page> found = client.find(question.path());
    if (found.isEmpty()) {
      return DagSighting.missing(question.airflowVersion(), 2)
          .seen(List.of(), null, null, question.fallback());
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
    return DagSighting.of(new Told(expression, timezone, 2), question.airflowVersion(), flags)
        .seen(runs(), null, found.get().serverTime(), question.fallback());
  }

  private List<Run> runs() throws ObserveException, InterruptedException {
    // All types come, so more are asked for than count.
    String query = "/dagRuns?limit=100&order_by=-execution_date";
    List<Run> runs = RUNS.runs(client.get(question.path() + query).body());
    Optional<Instant> oldest =
        runs.stream().filter(run -> run.ended() == null).map(Run::fire).min(Instant::compareTo);
    if (oldest.isEmpty()) {
      return runs;
    }
    // Task instances cannot be asked for by the end of their interval; a week covers any interval
    // of a heartbeat, and only what has started is wanted.
    String since = oldest.get().minusSeconds(1).toString();
    String tasks = "/dagRuns/~/taskInstances?limit=100&start_date_gte=";
    String path = question.path() + tasks + ApiClient.encoded(since);
    return RunReader.started(runs, client.get(path).body());
  }

  /// A cron has its text; a DAG without schedule, and one that follows data sets or a time delta,
  /// has none.
  private static String expression(Json.Obj dag) {
    String value =
        dag.get("schedule_interval") instanceof Json.Obj interval ? interval.text("value") : null;
    return value == null ? EffectiveSchedule.NO_SCHEDULE : value;
  }
}
