package io.runtimeagent.agent.prometheus;

import io.runtimeagent.agent.prometheus.Repository.Yaml;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real Prometheus that scrapes and judges every second.
final class PrometheusServer implements AutoCloseable {
  private final HttpClient client;
  private final Process process;
  private final int port;
  private final Path output;

  private PrometheusServer(HttpClient client, Process process, int port, Path output) {
    this.client = client;
    this.process = process;
    this.port = port;
    this.output = output;
  }

  static Path promtool() {
    return ServerTools.executable("prometheus");
  }

  static PrometheusServer start(HttpClient client, Path folder, String configuration)
      throws IOException {
    Path config = Files.createDirectories(folder).resolve("prometheus.yml");
    Files.writeString(config, configuration);
    int port = Processes.freePort();
    Path output = folder.resolve("prometheus.log");
    Process process =
        Processes.attached(
            List.of(
                promtool().resolveSibling("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port),
            Map.of(),
            output);
    return new PrometheusServer(client, process, port, output);
  }

  /// What a query answers, or why it cannot be answered.
  Yaml query(String expression) throws IOException, InterruptedException {
    return api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }

  /// The answer to a request below `/api/v1/`.
  Yaml api(String request) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + request);
    HttpResponse<String> answer = Processes.get(client, uri);
    return Repository.yamls(answer.body()).getFirst();
  }

  /// What it has told in its log so far.
  String said() {
    return Processes.said(output);
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
