package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.probe.observe.ScheduleFallback;
import io.runtimeagent.ship.testing.airflow.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/// A real database that holds the recorded rows of one version, in a database of its own.
final class RecordedDatabase implements RecordedAirflow {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String WRONG = "not-the-password";

  private final String folder;
  private final Servers servers;
  private final Vendor vendor;
  private final String name = "recorded_" + NUMBER.incrementAndGet();

  /// `server` holds the rows and is read through `front`, which may be itself.
  record Servers(DatabaseServer server, DatabaseServer front) {}

  RecordedDatabase(String folder, Servers servers) {
    this.folder = folder;
    this.servers = servers;
    this.vendor =
        servers.server().sqlAlchemyConn("x").startsWith("mysql") ? Vendor.MYSQL : Vendor.POSTGRES;
    execute(vendor == Vendor.MYSQL ? "mysql" : "postgres", List.of("CREATE DATABASE " + name));
    execute(new RecordedTables(folder, vendor).schema());
  }

  String sqlAlchemyConn() {
    return servers.front().sqlAlchemyConn(name);
  }

  static Observer observer(String conn, ScheduleFallback fallback) {
    return new DatabaseObserver(new DatabaseAccess(Secret.of(conn), null), DAG, fallback);
  }

  /// Runs statements as the owner of everything.
  void execute(List<String> statements) {
    execute(name, statements);
  }

  Connection connect() throws SQLException {
    return connect(name);
  }

  @Override
  public Nature nature() {
    Instant newest = Instant.parse("2026-11-21T09:57:00Z");
    return new Nature(
        folder.startsWith("3") ? 3 : 2, List.of(newest, newest.minusSeconds(60)), true);
  }

  @Override
  public void show(Sight sight) {
    for (String table : List.of("dag", "dag_run", "job", "task_instance", "serialized_dag")) {
      execute(List.of("DELETE FROM " + table));
    }
    execute(new RecordedTables(folder, vendor).rows());
    execute(changes(sight));
  }

  @Override
  public Observer observer(ScheduleFallback fallback) {
    return observer(sqlAlchemyConn(), fallback);
  }

  @Override
  public Observer intruder() {
    return observer(
        sqlAlchemyConn().replace(DatabaseServer.PASSWORD, WRONG), new ScheduleFallback("", "utc"));
  }

  @Override
  public String secret() {
    return WRONG;
  }

  @Override
  public void leave() {
    servers.front().stop();
  }

  @Override
  public void comeBack() {
    servers.front().restart();
  }

  @Override
  public void close() {
    // The server is shared; its databases end with it.
  }

  private List<String> changes(Sight sight) {
    boolean three = folder.startsWith("3");
    String truth = vendor == Vendor.MYSQL ? "1" : "true";
    String newest = "id = (SELECT * FROM (SELECT MAX(id) FROM dag_run) AS m)";
    return switch (sight) {
      case RUNNING -> List.of();
      case QUEUED ->
          List.of(
              "DELETE FROM task_instance",
              "DELETE FROM dag_run WHERE NOT " + newest,
              "UPDATE dag_run SET state = 'queued', start_date = NULL, end_date = NULL");
      case STARTED ->
          List.of("UPDATE dag_run SET state = 'running', end_date = NULL WHERE " + newest);
      case NO_RUNS -> List.of("DELETE FROM task_instance", "DELETE FROM dag_run");
      case PAUSED -> List.of("UPDATE dag SET is_paused = " + truth);
      case STALE ->
          List.of("UPDATE dag SET " + (three ? "is_stale = " : "is_active = NOT ") + truth);
      case IMPORT_ERRORS -> List.of("UPDATE dag SET has_import_errors = " + truth);
      case NO_SCHEDULE ->
          List.of(
              "UPDATE serialized_dag SET dag_hash = 'h2', data ="
                  + " '{\"dag\":{\"timetable\":{\"__type\":\"x\"}}}'",
              three
                  ? "UPDATE dag SET timetable_summary = NULL"
                  : "UPDATE dag SET schedule_interval = 'null'");
      case MISSING ->
          List.of(
              "DELETE FROM task_instance",
              "DELETE FROM dag_run",
              "UPDATE dag SET dag_id = 'another'");
    };
  }

  private void execute(String database, List<String> statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties owner = new Properties();
    owner.setProperty("user", DatabaseServer.USER);
    owner.setProperty("password", DatabaseServer.PASSWORD);
    owner.setProperty(
        vendor == Vendor.MYSQL ? "sessionVariables" : "options",
        vendor == Vendor.MYSQL ? "time_zone='+00:00'" : "-cTimeZone=UTC");
    String kind = vendor == Vendor.MYSQL ? "mariadb" : "postgresql";
    int port = servers.server().port();
    return DriverManager.getConnection(
        "jdbc:%s://127.0.0.1:%d/%s".formatted(kind, port, database), owner);
  }
}
