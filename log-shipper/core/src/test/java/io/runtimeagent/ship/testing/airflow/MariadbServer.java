package io.runtimeagent.ship.testing.airflow;

/// MariaDB from the distribution, with a database `airflow`.
public final class MariadbServer extends DatabaseServer {
  private MariadbServer() {
    super("mariadb");
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static MariadbServer start() {
    MariadbServer server = new MariadbServer();
    server.launch();
    return server;
  }

  @Override
  public String sqlAlchemyConn(String database) {
    return "mysql+mysqldb://%s:%s@127.0.0.1:%d/%s".formatted(USER, PASSWORD, port(), database);
  }
}
