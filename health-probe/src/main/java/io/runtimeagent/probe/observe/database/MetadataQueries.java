package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Run;
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
import java.util.Optional;
import java.util.Set;
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

  /// What tells one version of the serialized DAG from another; null where there is none.
  @Nullable String serializedHash() throws SQLException {
    List<String> hashes =
        tables.rows(serialized("dag_hash"), List.of(dagId), row -> row.getString("dag_hash"));
    return hashes.isEmpty() ? null : hashes.getFirst();
  }

  SerializedDag serialized() throws SQLException {
    List<SerializedDag> found =
        tables.rows(
            serialized("data, data_compressed"),
            List.of(dagId),
            row -> {
              String data = row.getString("data");
              byte[] compressed = row.getBytes("data_compressed");
              if (data != null) {
                return SerializedDag.parse(data);
              }
              return compressed == null ? SerializedDag.UNKNOWN : SerializedDag.inflate(compressed);
            });
    return found.isEmpty() ? SerializedDag.UNKNOWN : found.getFirst();
  }

  /// The newest scheduled runs. When a run started, its first task tells: the run's own start is
  /// when the scheduler took it up.
  List<Run> runs(int airflowMajor) throws SQLException {
    String fire = airflowMajor >= 3 ? "run_after" : "COALESCE(data_interval_end, execution_date)";
    String order = airflowMajor >= 3 ? "run_after" : "execution_date";
    String sql =
        "SELECT run_id, %s AS fire, queued_at, start_date, end_date, state FROM %s"
                .formatted(fire, tables.table("dag_run"))
            + " WHERE dag_id = ? AND run_type = ? ORDER BY "
            + order
            + " DESC LIMIT "
            + NEWEST;
    List<Run> runs = tables.rows(sql, List.of(dagId, SCHEDULED), this::run);
    List<String> open = runs.stream().filter(run -> run.ended() == null).map(Run::id).toList();
    Map<String, Instant> starts = open.isEmpty() ? Map.of() : starts(open);
    return runs.stream().map(run -> run.ended() == null ? started(run, starts) : run).toList();
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

  private Map<String, Instant> starts(List<String> runIds) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(runIds.size(), "?"));
    String sql =
        "SELECT run_id, MIN(start_date) AS first FROM %s".formatted(tables.table("task_instance"))
            + " WHERE dag_id = ? AND run_id IN ("
            + marks
            + ") AND start_date IS NOT NULL GROUP BY run_id";
    List<String> values = new ArrayList<>(List.of(dagId));
    values.addAll(runIds);
    Map<String, Instant> starts = new HashMap<>();
    tables.rows(sql, values, row -> starts.put(row.getString("run_id"), vendor.time(row, "first")));
    return starts;
  }

  private static Run started(Run run, Map<String, Instant> starts) {
    return new Run(
        run.id(), run.type(), run.fire(), run.created(), starts.get(run.id()), null, run.state());
  }

  private Run run(ResultSet row) throws SQLException {
    Instant fire = vendor.time(row, "fire");
    if (fire == null) {
      throw new SQLException("a run without a time when it is due", "42703");
    }
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
