package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.RecordedAirflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The recorded tables and rows of one version, in a database's own words.
final class RecordedTables {
  private static final Set<String> WANTED =
      Set.of("dag", "dag_run", "job", "task_instance", "serialized_dag");
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);

  /// As Airflow serializes it; rows of this table were not recorded.
  private static final String SERIALIZED =
      """
      {"__version": 1, "dag": {"timetable": {"__type": "airflow.timetables.trigger.CronTriggerTimetable",
       "__var": {"expression": "* * * * *", "timezone": "UTC"}}}}\
      """;

  private final String folder;
  private final Vendor vendor;

  RecordedTables(String folder, Vendor vendor) {
    this.folder = folder;
    this.vendor = vendor;
  }

  /// Statements that make the tables, without rows.
  List<String> schema() {
    List<String> statements = new ArrayList<>();
    Matcher tables = TABLE.matcher(RecordedAirflow.recorded(folder + "/schema.sql"));
    while (tables.find()) {
      if (WANTED.contains(tables.group(1))) {
        statements.add("CREATE TABLE %s (%s)".formatted(tables.group(1), columns(tables.group(2))));
      }
    }
    return statements;
  }

  /// Statements that put in the rows.
  List<String> rows() {
    List<String> statements = new ArrayList<>();
    RecordedAirflow.recorded(folder + "/rows.jsonl")
        .lines()
        .forEach(
            line -> {
              Json.Obj row = RecordedAirflow.object(line);
              String table = row.text("table");
              if (table != null
                  && WANTED.contains(table)
                  && row.get("row") instanceof Json.Obj values) {
                statements.add(insert(table, values));
              }
            });
    statements.add(
        "INSERT INTO serialized_dag (dag_id, dag_hash, data, last_updated) VALUES ('%s', 'h1', %s, %s)"
            .formatted(
                RecordedAirflow.DAG, quoted(SERIALIZED), quoted("2026-11-21 09:51:00.123456")));
    return statements;
  }

  private String columns(String recorded) {
    List<String> columns = new ArrayList<>();
    for (String line : recorded.split("\n", -1)) {
      String column = line.strip().replaceFirst(",$", "");
      if (!column.isEmpty() && !column.startsWith("CONSTRAINT")) {
        columns.add(typed(column.replaceFirst(" DEFAULT .*", "").replace(" NOT NULL", "")));
      }
    }
    return String.join(", ", columns);
  }

  private String typed(String column) {
    String timed = column.replace("DATETIME", "TIMESTAMP");
    return switch (vendor) {
      case POSTGRES ->
          timed.replace(" TIMESTAMP", " TIMESTAMP WITH TIME ZONE").replace(" BLOB", " BYTEA");
      case MYSQL ->
          timed
              .replace(" TIMESTAMP", " TIMESTAMP(6) NULL")
              .replaceFirst(" VARCHAR\\(\\d{4}\\)", " TEXT")
              .replaceFirst("^operator ", "`operator` ");
    };
  }

  private String insert(String table, Json.Obj row) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, Json> field : row.fields().entrySet()) {
      names.add(vendor.quoted(field.getKey()));
      values.add(literal(field.getValue()));
    }
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(table, String.join(", ", names), String.join(", ", values));
  }

  private String literal(Json value) {
    return switch (value) {
      case Json.Str(String text) -> quoted(text);
      case Json.Num(String number) -> quoted(number);
      case Json.Bool(boolean truth) -> truth ? "'1'" : "'0'";
      case Json.Null(), Json.Obj(_), Json.Arr(_) -> "NULL";
    };
  }

  private String quoted(String text) {
    String escaped = vendor == Vendor.MYSQL ? text.replace("\\", "\\\\") : text;
    return "'" + escaped.replace("'", "''") + "'";
  }
}
