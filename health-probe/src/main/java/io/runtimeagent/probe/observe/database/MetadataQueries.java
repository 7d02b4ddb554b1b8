package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.observe.DagSighting.Flag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The questions that the heartbeat puts to the tables, in the words of the version that made them.
final class MetadataQueries {
  /// The DAG's row. `schedule` is the text that its own columns hold, null where there is none.
  record DagRow(Set<Flag> flags, @Nullable String schedule) {}

  private static final int NEWEST = 25;
  private static final String SCHEDULED = "scheduled";

  private final Tables tables;
  private final Vendor vendor;
  private final String dagId;

  MetadataQueries(Tables tables, Vendor vendor, String dagId) {
    this.tables = tables;
    this.vendor = vendor;
    this.dagId = dagId;
  }

  int airflowMajor() throws SQLException {
    return tables.columns("dag_run").contains("run_after") ? 3 : 2;
  }

  @Nullable Instant now() throws SQLException {
    return newest(vendor.now());
  }

  /// Null where Airflow does not know the DAG.
  @Nullable DagRow dag() throws SQLException {
    Set<String> columns = tables.columns("dag");
    String sql = "SELECT * FROM " + tables.table("dag") + " WHERE dag_id = ?";
    List<DagRow> rows = tables.rows(sql, List.of(dagId), row -> dag(row, columns));
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /// Whether Airflow knows any DAG.
  boolean knowsDags() throws SQLException {
    String sql = "SELECT dag_id FROM " + tables.table("dag") + " LIMIT 1";
    return !tables.rows(sql, List.of(), row -> row.getString("dag_id")).isEmpty();
  }

  /// What tells one version of the serialized DAG from another; null where there is none.
  @Nullable String serializedHash() throws SQLException {
    List<String> hashes =
        tables.rows(serialized("dag_hash"), List.of(dagId), row -> row.getString("dag_hash"));
    return hashes.isEmpty() ? null : hashes.getFirst();
  }

  SerializedDag serialized() throws SQLException {
    boolean both = tables.columns("serialized_dag").contains("data_compressed");
    List<SerializedDag> found =
        tables.rows(
            serialized(both ? "data, data_compressed" : "data"),
            List.of(dagId),
            row -> {
              String data = row.getString("data");
              byte @Nullable [] compressed = both ? row.getBytes("data_compressed") : null;
              if (data != null) {
                return SerializedDag.parse(data);
              }
              return compressed == null ? SerializedDag.UNKNOWN : SerializedDag.inflate(compressed);
            });
    return found.isEmpty() ? SerializedDag.UNKNOWN : found.getFirst();
  }

  /// The newest scheduled runs. When a run started, its first task tells: the run's own start is
  /// when the scheduler took it up. Airflow 2.1 kept no end of a run's interval, and runs that are
  /// older than an upgrade from it have none.
  List<Run> runs(Schedule schedule) throws SQLException {
    Set<String> columns = tables.columns("dag_run");
    String logical = columns.contains("execution_date") ? "execution_date" : "logical_date";
    String fire =
        Stream.of("run_after", "data_interval_end")
            .filter(columns::contains)
            .findFirst()
            .orElse(logical);
    boolean told = !fire.equals(logical);
    String sql =
        "SELECT run_id, %s AS fire, %s AS logical, queued_at, start_date, end_date, state FROM %s"
                .formatted(fire, logical, tables.table("dag_run"))
            + " WHERE dag_id = ? AND run_type = ? ORDER BY "
            + (columns.contains("run_after") ? "run_after" : logical)
            + " DESC LIMIT "
            + NEWEST;
    List<Run> runs =
        tables.rows(
            sql,
            List.of(dagId, SCHEDULED),
            row -> run(row, told ? due(row, schedule) : next(row, schedule)));
    Map<String, Instant> starts = runs.isEmpty() ? Map.of() : starts(runs);
    return runs.stream().map(run -> started(run, starts.get(run.id()))).toList();
  }

  @Nullable Instant schedulerStart() throws SQLException {
    String sql =
        "SELECT MAX(start_date) AS newest FROM " + tables.table("job") + " WHERE job_type = ?";
    return newest(sql, "SchedulerJob");
  }

  /// One time, in a column of that name.
  private @Nullable Instant newest(String sql, String... marks) throws SQLException {
    List<Optional<Instant>> rows =
        tables.rows(sql, List.of(marks), row -> Optional.ofNullable(vendor.time(row, "newest")));
    return rows.getFirst().orElse(null);
  }

  private String serialized(String columns) {
    return "SELECT %s FROM %s WHERE dag_id = ? ORDER BY last_updated DESC LIMIT 1"
        .formatted(columns, tables.table("serialized_dag"));
  }

  private Map<String, Instant> starts(List<Run> runs) throws SQLException {
    if (!tables.columns("task_instance").contains("run_id")) {
      // Airflow 2.1: the run's own start has to do.
      return runs.stream()
          .filter(run -> run.started() != null)
          .collect(Collectors.toMap(Run::id, run -> Objects.requireNonNull(run.started())));
    }
    String marks = String.join(", ", Collections.nCopies(runs.size(), "?"));
    String sql =
        "SELECT run_id, MIN(start_date) AS first FROM %s".formatted(tables.table("task_instance"))
            + " WHERE dag_id = ? AND run_id IN ("
            + marks
            + ") AND start_date IS NOT NULL GROUP BY run_id";
    List<String> values = new ArrayList<>(List.of(dagId));
    runs.forEach(run -> values.add(run.id()));
    Map<String, Instant> starts = new HashMap<>();
    tables.rows(sql, values, row -> starts.put(row.getString("run_id"), vendor.time(row, "first")));
    return starts;
  }

  /// A run that has not ended has not started either before its first task has.
  private static Run started(Run run, @Nullable Instant first) {
    Instant started = first == null && run.ended() != null ? run.started() : first;
    return new Run(
        run.id(), run.type(), run.fire(), run.created(), started, run.ended(), run.state());
  }

  private Instant due(ResultSet row, Schedule schedule) throws SQLException {
    Instant fire = vendor.time(row, "fire");
    return fire == null ? next(row, schedule) : fire;
  }

  private Instant next(ResultSet row, Schedule schedule) throws SQLException {
    Instant logical = vendor.time(row, "logical");
    if (logical == null) {
      throw new SQLException("a run without a time when it is due", "42703");
    }
    return schedule.next(logical);
  }

  private Run run(ResultSet row, Instant fire) throws SQLException {
    return new Run(
        row.getString("run_id"),
        SCHEDULED,
        fire,
        vendor.time(row, "queued_at"),
        vendor.time(row, "start_date"),
        vendor.time(row, "end_date"),
        row.getString("state"));
  }

  private static DagRow dag(ResultSet row, Set<String> columns) throws SQLException {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (row.getBoolean("is_paused")) {
      flags.add(Flag.PAUSED);
    }
    boolean stale =
        columns.contains("is_stale") ? row.getBoolean("is_stale") : !row.getBoolean("is_active");
    if (stale) {
      flags.add(Flag.STALE);
    }
    if (columns.contains("has_import_errors") && row.getBoolean("has_import_errors")) {
      flags.add(Flag.IMPORT_ERRORS);
    }
    String column =
        columns.contains("timetable_summary") ? "timetable_summary" : "schedule_interval";
    String text = columns.contains(column) ? row.getString(column) : null;
    return new DagRow(flags, text == null ? null : unquoted(text));
  }

  /// Airflow 2 keeps the schedule as JSON: a text in quotes, or an object that is no cron.
  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
