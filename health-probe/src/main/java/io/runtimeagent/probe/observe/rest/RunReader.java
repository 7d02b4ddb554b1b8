package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.ObserveException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs as the API tells them, of either version. Which field holds the time when a run was due is
/// the version's own; a run starts when its first task does, not when the scheduler takes it up.
final class RunReader {
  private static final String SCHEDULED = "scheduled";

  private final List<String> fireFields;

  /// The first of the fields that is set tells when a run was due.
  RunReader(List<String> fireFields) {
    this.fireFields = fireFields;
  }

  /// The scheduled runs of an answer; those that have not ended have no start yet.
  List<Run> runs(Json.Obj body) throws ObserveException {
    if (!(body.get("dag_runs") instanceof Json.Arr(List<Json> items))) {
      throw new ObserveException(Reading.Kind.SCHEMA, "the answer holds no dag_runs");
    }
    List<Run> runs = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Obj run && SCHEDULED.equals(run.text("run_type"))) {
        runs.add(run(run));
      }
    }
    return runs;
  }

  /// Whether any run still has to tell when it started.
  static boolean anyOpen(List<Run> runs) {
    return runs.stream().anyMatch(run -> run.ended() == null);
  }

  /// The runs with the starts that their task instances tell.
  static List<Run> started(List<Run> runs, Json.Obj taskInstances) throws ObserveException {
    Map<String, Instant> starts = new HashMap<>();
    for (Json item : taskInstances.items("task_instances")) {
      if (item instanceof Json.Obj task) {
        String id = task.text("dag_run_id");
        Instant start = time(task, "start_date");
        if (id != null && start != null) {
          starts.merge(id, start, (one, other) -> one.isBefore(other) ? one : other);
        }
      }
    }
    return runs.stream().map(run -> run.ended() == null ? with(run, starts) : run).toList();
  }

  private static Run with(Run run, Map<String, Instant> starts) {
    return new Run(
        run.id(), run.type(), run.fire(), run.created(), starts.get(run.id()), null, run.state());
  }

  private Run run(Json.Obj run) throws ObserveException {
    String id = run.text("dag_run_id");
    Instant fire = null;
    for (String field : fireFields) {
      fire = fire == null ? time(run, field) : fire;
    }
    if (id == null || fire == null) {
      throw new ObserveException(
          Reading.Kind.SCHEMA, "a run without dag_run_id or " + String.join(", ", fireFields));
    }
    Instant ended = time(run, "end_date");
    Instant started = ended == null ? null : time(run, "start_date");
    return new Run(id, SCHEDULED, fire, time(run, "queued_at"), started, ended, run.text("state"));
  }

  static @Nullable Instant time(Json.Obj object, String field) throws ObserveException {
    String text = object.text(field);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new ObserveException(Reading.Kind.SCHEMA, field + " is no time: " + clipped(text), e);
    }
  }

  private static String clipped(@Nullable String text) {
    String shown = text == null ? "" : text;
    return shown.length() <= 40 ? shown : shown.substring(0, 40) + "...";
  }
}
