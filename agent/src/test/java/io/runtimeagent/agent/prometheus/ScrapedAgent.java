package io.runtimeagent.agent.prometheus;

import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real agent with everything on and 10,000 logs, started from the distribution by its launcher.
/// What it would talk to in the world stands behind a closed port of the loopback.
final class ScrapedAgent implements AutoCloseable {
  static final int LOGS = 10_000;
  private static final String LAUNCHER = "agent/target/runtime-agent/bin/runtime-agent";
  private static final Duration START = Duration.ofMinutes(3);
  private static final String NOBODY = "http://127.0.0.1:1/x";

  private final HttpClient client;
  private final Process process;
  private final Path output;
  private final int port;

  private ScrapedAgent(HttpClient client, Process process, Path output, int port) {
    this.client = client;
    this.process = process;
    this.output = output;
    this.port = port;
  }

  static ScrapedAgent start(HttpClient client, Path folder) throws IOException {
    Path home = folder.resolve("airflow");
    for (int i = 0; i < LOGS; i++) {
      Path log =
          home.resolve("logs/dag_id=d%d/run_id=r/task_id=t%d/attempt=1.log".formatted(i % 100, i));
      Files.createDirectories(log.resolveSibling("."));
      Files.writeString(log, "one line\n");
    }
    int port = Processes.freePort();
    Path output = folder.resolve("agent.log");
    Process process =
        Processes.attached(
            List.of(Repository.file(LAUNCHER).toString(), "run"),
            environment(folder, home, port),
            output);
    return new ScrapedAgent(client, process, output, port);
  }

  private static Map<String, String> environment(Path folder, Path home, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AIRFLOW_HOME", home.toString());
    environment.put("ASTRONOMER_RUNTIME_VERSION", "9.7.0");
    environment.put("AIRFLOW_IMAGE_TAG", "deploy-1");
    environment.put("HTTPS_PROXY", NOBODY);
    Map<String, String> keys = new HashMap<>();
    keys.put("DESTINATION", folder.resolve("store").toUri().toString());
    keys.put("HTTP_HOST", "127.0.0.1");
    keys.put("HTTP_PORT", Integer.toString(port));
    keys.put("HEARTBEAT", "on");
    keys.put("ROLE", "scheduler");
    keys.put("DEPLOYMENT_ID", "test");
    keys.put("HEARTBEAT_SOURCE", "api");
    keys.put("AIRFLOW_API_URL", NOBODY);
    keys.put("AIRFLOW_API_TOKEN", "token");
    keys.put("ALERT_WEBHOOK_URL", NOBODY);
    keys.put("ALERT_SLACK_WEBHOOK_URL", NOBODY);
    keys.put("ALERT_ALERTMANAGER_URL", NOBODY);
    keys.put("ALERT_PAGERDUTY_ROUTING_KEY", "0123456789abcdef0123456789abcdef");
    keys.put("DEADMAN_URL", NOBODY);
    keys.forEach((key, value) -> environment.put("AIRFLOW__RUNTIME_AGENT__" + key, value));
    return environment;
  }

  int port() {
    return port;
  }

  /// Waits until everything is stored once.
  void awaitStored() {
    String all = "runtime_agent_logs_stored_objects_total " + LOGS + ".0\n";
    Await.until(
        START, "an agent that has stored all logs:\n" + said(), () -> metrics().contains(all));
  }

  /// A scrape; empty while nobody answers.
  String metrics() {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      return Processes.get(client, uri).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
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
