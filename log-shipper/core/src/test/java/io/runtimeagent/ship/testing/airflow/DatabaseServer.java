package io.runtimeagent.ship.testing.airflow;

import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A database server for the time of a test, on a loopback port of its own. [#stop()] and
/// [#restart()] keep port and data.
public abstract sealed class DatabaseServer implements AutoCloseable
    permits PostgresServer, MariadbServer, PgBouncer {
  /// Whom to log in as; owns everything.
  public static final String USER = "airflow";

  public static final String PASSWORD = "airflow-secret";

  private final String name;
  private final int port = LoopbackPort.free();
  private final Service service;

  DatabaseServer(String name) {
    this.name = name;
    this.service = new Service(name + "-" + port);
  }

  public final int port() {
    return port;
  }

  /// What Airflow's `sql_alchemy_conn` is for a database of this server.
  public abstract String sqlAlchemyConn(String database);

  /// Ends it, sessions included.
  public void stop() {
    service.stop();
  }

  public final void restart() {
    if (service.isRunning()) {
      stop();
    }
    launch();
  }

  @Override
  public final void close() {
    if (service.isRunning()) {
      stop();
    }
    Service.delete(data());
  }

  final void launch() {
    Path executable = ServerTools.executable(name);
    try {
      Files.createDirectories(data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    service.launch(command(executable), Map.of(), this::accepts);
  }

  final Service service() {
    return service;
  }

  /// The command of `testing/servers/<name>/serve`.
  List<String> command(Path executable) {
    Path serve = ServerTools.folder().resolve(name).resolve("serve");
    return List.of(
        serve.toString(), executable.toString(), data().toString(), String.valueOf(port));
  }

  private Path data() {
    return ServerTools.outputFile(name + "-" + port);
  }

  private boolean accepts() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected() && ready();
    } catch (IOException expected) {
      return false;
    }
  }

  /// Whether it answers, once its port is open.
  boolean ready() {
    return true;
  }
}
