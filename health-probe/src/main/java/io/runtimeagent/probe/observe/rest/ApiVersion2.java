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

/// Airflow 3. Runs are due at `run_after`; an unknown DAG is 404 everywhere.
final class ApiVersion2 implements Dialect {
  static final String ROOT = "/api/v2";
  private static final RunReader RUNS = new RunReader(run -> RunReader.time(run, "run_after"));

  private final ApiClient client;
  private final Question question;
  private final ZoneMemo zone = new ZoneMemo();
  private final SchedulerStart schedulerStart = new SchedulerStart();

  ApiVersion2(ApiClient client, Question question) {
    this.client = client;
    this.question = question;
  }

  @Override
  public Observed.Seen read() throws ObserveException, InterruptedException {
    Optional<ApiClient.Page> found = client.find(question.path(), question.dagId());
    if (found.isEmpty()) {
      return DagSighting.missing(question.airflowVersion(), 3, question.fallback())
          .seen(List.of(), null, null);
    }
    Json.Obj dag = found.get().body();
    String summary = dag.text("timetable_summary");
    String timezone = zone.of(client, question, summary);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (dag.isTrue("is_paused")) {
      flags.add(Flag.PAUSED);
    }
    if (dag.isTrue("is_stale")) {
      flags.add(Flag.STALE);
    }
    if (dag.isTrue("has_import_errors")) {
      flags.add(Flag.IMPORT_ERRORS);
    }
    Told told = new Told(summary == null ? EffectiveSchedule.NO_SCHEDULE : summary, timezone, 3);
    return DagSighting.of(told, question.fallback(), question.airflowVersion(), flags)
        .seen(runs(), schedulerStart.of(client), found.get().serverTime());
  }

  private List<Run> runs() throws ObserveException, InterruptedException {
    // Versions that do not know the type as a filter give all types, so more are asked for than
    // count.
    String query = "/dagRuns?run_type=scheduled&limit=100&order_by=-run_after";
    List<Run> runs = RUNS.runs(client.get(question.path() + query).body());
    Optional<Instant> oldest = RunReader.oldestOfInterest(runs);
    if (oldest.isEmpty()) {
      return runs;
    }
    String tasks = "/dagRuns/~/taskInstances?limit=100&order_by=-run_after&run_after_gte=";
    String path = question.path() + tasks + ApiClient.encoded(oldest.get().toString());
    return RunReader.started(runs, client.get(path).body());
  }
}
