package io.runtimeagent.ship.testing.airflow;

import io.runtimeagent.ship.testing.ServerTools;
import java.nio.file.Path;

/// PostgreSQL from the distribution.
public final class PostgresServer extends DatabaseServer {
  private PostgresServer() {
    super("postgres");
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static PostgresServer start() {
    PostgresServer server = new PostgresServer();
    server.launch();
    return server;
  }

  @Override
  public String sqlAlchemyConn(String database) {
    return "postgresql+psycopg2://%s:%s@127.0.0.1:%d/%s"
        .formatted(USER, PASSWORD, port(), database);
  }

  /// A new empty database.
  public void createDatabase(String database) {
    sql("postgres", "CREATE DATABASE \"" + database + "\"");
  }

  /// Runs statements as the owner of everything and gives what they print.
  public String sql(String database, String statements) {
    Path query = ServerTools.folder().resolve("postgres").resolve("query");
    return CommandLine.run(
        new ProcessBuilder(
            query.toString(),
            ServerTools.executable("postgres").toString(),
            String.valueOf(port()),
            database,
            statements));
  }

  /// The fast way: what PostgreSQL does on SIGTERM waits for its clients.
  @Override
  public void stop() {
    service().signal("INT");
    super.stop();
  }

  @Override
  boolean ready() {
    try {
      return sql("postgres", "SELECT 1").startsWith("1");
    } catch (IllegalStateException expected) {
      return false;
    }
  }
}
