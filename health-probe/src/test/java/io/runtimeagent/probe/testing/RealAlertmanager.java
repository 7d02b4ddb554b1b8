package io.runtimeagent.probe.testing;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerProcess;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An Alertmanager that tells nobody, from the distribution's package.
public final class RealAlertmanager implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port = LoopbackPort.free();
  private final HttpClient client = HttpClient.newHttpClient();
  private ServerProcess process;

  private RealAlertmanager(Path folder) throws IOException {
    this.folder = folder;
    this.process = launch();
  }

  public static RealAlertmanager start(Path folder) throws IOException {
    RealAlertmanager server = new RealAlertmanager(folder);
    server.awaitReady();
    return server;
  }

  private ServerProcess launch() throws IOException {
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(config, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    Path data = Files.createTempDirectory(folder, "data");
    return ServerProcess.start(
        List.of(
            ServerTools.executable("alertmanager").toString(),
            "--config.file=" + config,
            "--storage.path=" + data,
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port),
        Map.of(),
        folder.resolve("alertmanager.log"));
  }

  private void awaitReady() {
    Await.until(PATIENCE, "Alertmanager answers", this::ready);
  }

  private boolean ready() {
    try {
      return get("/-/ready").isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  /// Another process without what this one knew.
  public void replace() throws IOException {
    process.kill();
    process = launch();
    awaitReady();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The alerts that fire.
  public List<Json.Obj> alerts() {
    try {
      Json answer = Json.parse(get("/api/v2/alerts").orElse("[]"));
      return ((Json.Arr) answer).items().stream().map(Json.Obj.class::cast).toList();
    } catch (IOException | JsonException e) {
      throw new AssertionError("Alertmanager does not say its alerts", e);
    }
  }

  private Optional<String> get(String path) throws IOException {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  @Override
  public void close() {
    process.kill();
    client.close();
  }
}
