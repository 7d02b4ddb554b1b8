package io.runtimeagent.agent.airflow;

import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerProcess;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Redis from the distribution: Celery's broker.
final class RedisServer implements AutoCloseable {
  private final int port;
  private final ServerProcess process;

  private RedisServer(int port, ServerProcess process) {
    this.port = port;
    this.process = process;
  }

  static RedisServer start() throws IOException {
    Path executable = ServerTools.executable("redis");
    int port = LoopbackPort.free();
    Path data = Files.createDirectories(ServerTools.outputFile("redis-" + port));
    List<String> command =
        List.of(
            ServerTools.folder().resolve("unprivileged").toString(),
            executable.resolve("../../..").normalize().toString(),
            data.toString(),
            executable.toString(),
            "--port",
            String.valueOf(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            data.toString());
    Path log = ServerTools.outputFile("redis-" + port + ".log");
    var server = new RedisServer(port, ServerProcess.start(command, Map.of(), log));
    Await.until(Duration.ofSeconds(30), "Redis listens", server::listens);
    return server;
  }

  String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  @Override
  public void close() {
    process.stop();
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException expected) {
      return false;
    }
  }
}
