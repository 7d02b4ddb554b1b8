package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.observe.ObserverContract;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.ship.testing.airflow.PgBouncer;
import io.runtimeagent.ship.testing.airflow.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The metadata database on PostgreSQL, directly and behind PgBouncer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITPostgres {
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

  @Nested
  class Airflow2 extends ObserverContract {
    @Override
    protected RecordedAirflow open() {
      return new RecordedDatabase("2.11", new RecordedDatabase.Servers(server, server));
    }
  }

  @Nested
  class Airflow3 extends ObserverContract {
    @Override
    protected RecordedAirflow open() {
      return new RecordedDatabase("3.3", new RecordedDatabase.Servers(server, server));
    }
  }

  @Nested
  class Airflow3BehindAPooler extends ObserverContract {
    @Override
    protected RecordedAirflow open() {
      return new RecordedDatabase("3.3", new RecordedDatabase.Servers(server, pooler));
    }
  }
}
