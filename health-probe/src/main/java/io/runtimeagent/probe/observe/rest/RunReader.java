package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.ObserveException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs as the API tells them, of either version. When a run was due is the version's own to tell;
/// a run starts when its first task does, not when the scheduler takes it up.
final class RunReader {
  private static final String SCHEDULED = "scheduled";

  /// When a run was due; null where it does not say.
  @FunctionalInterface
  interface Due {
    @Nullable Instant of(Json.Obj run) throws ObserveException;
  }

  private final Due due;

  RunReader(Due due) {
    this.due = due;
  }

  /// The scheduled runs of an answer; those that have not ended have no start yet.
  List<Run> runs(Json.Obj body) throws ObserveException {
    if (!(body.get("dag_runs") instanceof Json.Arr(List<Json> items))) {
      throw new ObserveException(Reading.Kind.SCHEMA, "the answer holds no dag_runs");
    }
    List<Run> runs = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Obj run && scheduled(run)) {
        runs.add(run(run));
      }
    }
    return runs;
  }

  /// From which fire on task instances have to be asked for: all runs that have not ended, and the
  /// newest, which may have ended before it was seen for the first time. Empty without a run.
  static Optional<Instant> oldestOfInterest(List<Run> runs) {
    Stream<Run> newest = runs.stream().max(Comparator.comparing(Run::fire)).stream();
    Stream<Run> open = runs.stream().filter(run -> run.ended() == null);
    return Stream.concat(newest, open).map(Run::fire).min(Comparator.naturalOrder());
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
    return runs.stream().map(run -> with(run, starts.get(run.id()))).toList();
  }

  private static Run with(Run run, @Nullable Instant start) {
    Instant started = start == null ? run.started() : start;
    return new Run(
        run.id(), run.type(), run.fire(), run.created(), started, run.ended(), run.state());
  }

  private Run run(Json.Obj run) throws ObserveException {
    String id = run.text("dag_run_id");
    Instant fire = due.of(run);
    if (id == null || fire == null) {
      throw new ObserveException(Reading.Kind.SCHEMA, "a run does not tell its id or its time");
    }
    Instant ended = time(run, "end_date");
    Instant started = ended == null ? null : time(run, "start_date");
    return new Run(id, SCHEDULED, fire, time(run, "queued_at"), started, ended, run.text("state"));
  }

  /// Before 2.4 or so the API does not tell the type, which the id begins with.
  private static boolean scheduled(Json.Obj run) {
    String type = run.text("run_type");
    String id = run.text("dag_run_id");
    return type == null ? id != null && id.startsWith("scheduled__") : type.equals(SCHEDULED);
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
