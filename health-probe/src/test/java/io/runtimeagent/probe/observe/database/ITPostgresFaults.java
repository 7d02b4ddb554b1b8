package io.runtimeagent.probe.observe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observed.Detail;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.probe.observe.RecordedAirflow.Sight;
import io.runtimeagent.probe.observe.ScheduleFallback;
import io.runtimeagent.ship.testing.airflow.PgBouncer;
import io.runtimeagent.ship.testing.airflow.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A PostgreSQL that is slow, locked, empty, old or differently set up: what the observer says, and
/// that it leaves nothing behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITPostgresFaults {
  private static final ScheduleFallback NOTHING = new ScheduleFallback("", "utc");

  private PostgresServer server;
  private PgBouncer pooler;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
    pooler = PgBouncer.start(server);
  }

  @AfterAll
  void stop() {
    pooler.close();
    server.close();
  }

  private RecordedDatabase recorded(String folder) {
    RecordedDatabase database =
        new RecordedDatabase(folder, new RecordedDatabase.Servers(server, pooler));
    database.show(Sight.RUNNING);
    return database;
  }

  private static Observed observe(String conn) throws InterruptedException {
    try (Observer observer = RecordedDatabase.observer(conn, NOTHING)) {
      return observer.observe();
    }
  }

  private static Observed.Failed failed(String conn) throws InterruptedException {
    Observed observed = observe(conn);
    assertThat(observed).isInstanceOf(Observed.Failed.class);
    return (Observed.Failed) observed;
  }

  private static List<Run> runs(String conn) throws InterruptedException {
    Observed observed = observe(conn);
    assertThat(observed).isInstanceOf(Observed.Seen.class);
    return ((Observed.Seen) observed).observation().runs();
  }

  @Test
  void tableThatIsLockedByAMigration_isATimeout_andSoonOver()
      throws SQLException, InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    try (Connection migration = airflow.connect();
        Statement statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("LOCK TABLE dag IN ACCESS EXCLUSIVE MODE");
      Instant begin = Instant.now();
      assertThat(failed(airflow.sqlAlchemyConn()).kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(Instant.now()).isBefore(begin.plusSeconds(4));
      migration.rollback();
    }
    assertThat(runs(airflow.sqlAlchemyConn())).hasSize(2);
  }

  @Test
  void statementThatTakesLong_isStoppedByTheServer() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    airflow.execute(
        List.of(
            "ALTER TABLE job RENAME TO slow",
            "CREATE VIEW job AS SELECT slow.* FROM slow, pg_sleep(60)"));
    Observed.Failed failed = failed(airflow.sqlAlchemyConn());
    assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(failed.words()).contains("57014");
  }

  @Test
  void nothingCanBeWritten() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    airflow.execute(
        List.of(
            "CREATE TABLE trace (n int)",
            "CREATE FUNCTION leave() RETURNS int LANGUAGE SQL VOLATILE AS"
                + " 'INSERT INTO trace VALUES (1) RETURNING n'",
            "ALTER TABLE job RENAME TO real_job",
            "CREATE VIEW job AS SELECT real_job.* FROM real_job, leave()"));
    assertThat(failed(airflow.sqlAlchemyConn()).words()).contains("read-only", "25006");
  }

  @Test
  void sharedConnection_isLeftAsItWas() throws InterruptedException, SQLException {
    RecordedDatabase airflow = recorded("3.3");
    for (int i = 0; i < 10; i++) {
      assertThat(runs(airflow.sqlAlchemyConn())).hasSize(2);
    }
    String settings =
        "SELECT concat(current_setting('statement_timeout'), ' ', current_setting('lock_timeout'),"
            + " ' ', current_setting('transaction_read_only'), ' ', (SELECT count(*) FROM"
            + " pg_prepared_statements))";
    JdbcTarget target;
    try {
      target = JdbcTarget.of(SqlAlchemyUrl.parse(airflow.sqlAlchemyConn()));
    } catch (io.runtimeagent.probe.observe.ObserveException e) {
      throw new AssertionError(e);
    }
    try (Connection next = new Connector().open(target);
        Statement statement = next.createStatement();
        var row = statement.executeQuery(settings)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("0 0 off 0");
    }
    assertThat(
            server
                .sql(
                    "postgres",
                    "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")
                .strip())
        .isEqualTo("0");
  }

  @Test
  void emptyDatabase_hasItsOwnWords() throws InterruptedException {
    server.createDatabase("empty");
    Observed.Failed failed = failed(server.sqlAlchemyConn("empty"));
    assertThat(failed.kind()).isEqualTo(Kind.SCHEMA);
    assertThat(failed.words()).contains("has the database been migrated");
  }

  @Test
  void migratedDatabaseWithoutADag_hasItsOwnFinding() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    airflow.execute(List.of("DELETE FROM dag"));
    Observed.Seen seen = (Observed.Seen) observe(airflow.sqlAlchemyConn());
    assertThat(seen.facts().details())
        .containsExactlyInAnyOrder(Detail.DAG_MISSING, Detail.NO_DAGS);
  }

  @Test
  void databaseThatIsNotThere_hasItsOwnWords() throws InterruptedException {
    Observed.Failed failed = failed(server.sqlAlchemyConn("nowhere"));
    assertThat(failed.kind()).isEqualTo(Kind.SCHEMA);
    assertThat(failed.words()).contains("nowhere");
  }

  @Test
  void serverWithoutTls_isATlsFailureWhereTlsIsAsked() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    assertThat(failed(airflow.sqlAlchemyConn() + "?sslmode=require").kind()).isEqualTo(Kind.TLS);
  }

  @Test
  void tablesInASchemaOfTheirOwn_areFound() throws InterruptedException {
    RecordedDatabase airflow = recorded("2.11");
    airflow.execute(
        List.of(
            "CREATE SCHEMA \"air\"\"flow\"",
            "ALTER TABLE dag SET SCHEMA \"air\"\"flow\"",
            "ALTER TABLE dag_run SET SCHEMA \"air\"\"flow\"",
            "ALTER TABLE job SET SCHEMA \"air\"\"flow\"",
            "ALTER TABLE task_instance SET SCHEMA \"air\"\"flow\"",
            "ALTER TABLE serialized_dag SET SCHEMA \"air\"\"flow\""));
    DatabaseAccess access = new DatabaseAccess(Secret.of(airflow.sqlAlchemyConn()), "air\"flow");
    try (Observer observer = new DatabaseObserver(access, RecordedAirflow.DAG, NOTHING)) {
      assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
    }
    assertThat(failed(airflow.sqlAlchemyConn()).kind()).isEqualTo(Kind.SCHEMA);
  }

  @Test
  void airflow21_whoseTablesKnowLess_isRead() throws InterruptedException {
    RecordedDatabase airflow = recorded("2.11");
    airflow.execute(
        List.of(
            "ALTER TABLE dag_run DROP COLUMN data_interval_end",
            "ALTER TABLE task_instance DROP COLUMN run_id",
            "ALTER TABLE serialized_dag DROP COLUMN data_compressed",
            "ALTER TABLE dag DROP COLUMN has_import_errors"));
    assertThat(runs(airflow.sqlAlchemyConn()))
        .extracting(Run::fire)
        .containsExactlyElementsOf(airflow.nature().fires());
  }

  @Test
  void compressedDag_isRead() throws SQLException, IOException, InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      String dag =
          "{\"dag\":{\"timetable\":{\"__var\":{\"expression\":\"7 * * *"
              + " *\",\"timezone\":\"Asia/Tokyo\"}}}}";
      deflater.write(dag.getBytes(StandardCharsets.UTF_8));
    }
    try (Connection connection = airflow.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE serialized_dag SET data = NULL, data_compressed = ?")) {
      update.setBytes(1, bytes.toByteArray());
      update.executeUpdate();
    }
    Observed.Seen seen = (Observed.Seen) observe(airflow.sqlAlchemyConn());
    assertThat(seen.observation().schedule()).hasToString("7 * * * * in Asia/Tokyo");
  }

  @Test
  void scheduledRuns_areFoundAmongManyOthers() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    airflow.execute(
        List.of(
            "INSERT INTO dag_run (id, dag_id, run_id, run_type, run_after, logical_date, state)"
                + " SELECT n, 'log_zoo_scheduled', 'manual_' || n, 'manual', now(), now(),"
                + " 'success' FROM generate_series(1000, 1600) n",
            "INSERT INTO dag_run (id, dag_id, run_id, run_type, run_after, logical_date, state)"
                + " SELECT n, 'log_zoo_scheduled', 'scheduled_' || n, 'scheduled',"
                + " timestamptz '2026-11-20 00:00Z' - n * interval '1 min', now(), 'success'"
                + " FROM generate_series(2000, 2100) n"));
    List<Run> runs = runs(airflow.sqlAlchemyConn());
    assertThat(runs)
        .hasSizeGreaterThanOrEqualTo(20)
        .extracting(Run::type)
        .containsOnly("scheduled");
    assertThat(runs.getFirst().fire()).isEqualTo(airflow.nature().fires().getFirst());
  }

  @Test
  void changedDag_isReadAnew_andAnUnchangedOneIsNot() throws InterruptedException {
    RecordedDatabase airflow = recorded("3.3");
    try (Observer observer = airflow.observer(NOTHING)) {
      assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
      airflow.execute(
          List.of(
              "UPDATE serialized_dag SET data = replace(data::text, '* * * * *', '3 * * *"
                  + " *')::json"));
      assertThat(expression(observer)).isEqualTo("* * * * *");
      airflow.execute(List.of("UPDATE serialized_dag SET dag_hash = 'another'"));
      assertThat(expression(observer)).isEqualTo("3 * * * *");
    }
  }

  private static String expression(Observer observer) throws InterruptedException {
    return ((Observed.Seen) observer.observe()).observation().schedule().expression();
  }
}
