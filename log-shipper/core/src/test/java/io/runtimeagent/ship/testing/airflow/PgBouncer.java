package io.runtimeagent.ship.testing.airflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A pooler of transactions before a PostgreSQL: each transaction may meet another connection.
public final class PgBouncer extends DatabaseServer {
  private final PostgresServer server;

  private PgBouncer(PostgresServer server) {
    super("pgbouncer");
    this.server = server;
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static PgBouncer start(PostgresServer server) {
    PgBouncer pooler = new PgBouncer(server);
    pooler.launch();
    return pooler;
  }

  @Override
  public String sqlAlchemyConn(String database) {
    return "postgresql+psycopg2://%s:%s@127.0.0.1:%d/%s"
        .formatted(USER, PASSWORD, port(), database);
  }

  @Override
  List<String> command(Path executable) {
    List<String> command = new ArrayList<>(super.command(executable));
    command.add(String.valueOf(server.port()));
    return command;
  }
}
