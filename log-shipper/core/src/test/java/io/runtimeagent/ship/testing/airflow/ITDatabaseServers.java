package io.runtimeagent.ship.testing.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ITDatabaseServers {
  @Test
  void postgres_keepsItsRowsOverARestart_andAnswersBehindAPooler() {
    try (PostgresServer server = PostgresServer.start();
        PgBouncer pooler = PgBouncer.start(server)) {
      server.createDatabase("somewhere");
      server.sql("somewhere", "CREATE TABLE t AS SELECT 7 AS n");
      server.restart();
      assertThat(server.sql("somewhere", "SELECT n FROM t").strip()).isEqualTo("7");
      assertThat(pooler.sqlAlchemyConn("somewhere")).contains(":" + pooler.port() + "/somewhere");
    }
  }

  @Test
  void mariadb_startsTwice() {
    try (MariadbServer server = MariadbServer.start()) {
      server.restart();
      assertThat(server.port()).isPositive();
    }
  }
}
