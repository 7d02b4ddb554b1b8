package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.observe.ObserverContract;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.ship.testing.airflow.MariadbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/// The metadata database on MariaDB, which stands for MySQL in the distribution's packages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITMariadb {
  private MariadbServer server;

  @BeforeAll
  void start() {
    server = MariadbServer.start();
  }

  @AfterAll
  void stop() {
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
}
