package io.runtimeagent.agent.heartbeat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Airflow 2's API over a monitoring DAG that runs every two seconds, as long as the scheduler is
/// up.
final class StubAirflow implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final String DAG = "/api/v1/dags/astronomer_monitoring_dag";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Instant> switches = new ArrayList<>();

  private StubAirflow(HttpServer server) {
    this.server = server;
    switches.add(Instant.now().minus(EVERY.multipliedBy(3)));
  }

  static StubAirflow start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var airflow = new StubAirflow(HttpServer.create(address, 0));
    airflow.server.setExecutor(airflow.threads);
    airflow.server.createContext("/", airflow::answer);
    airflow.server.start();
    return airflow;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void stopScheduler() {
    switches.add(Instant.now());
  }

  synchronized void startScheduler() {
    switches.add(Instant.now());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/api/v1/version")) {
        reply(exchange, 200, "{\"version\": \"2.11.0\"}");
      } else if (path.equals(DAG)) {
        reply(
            exchange,
            200,
            """
            {"is_paused": false, "is_active": true,
            "schedule_interval": {"__type": "CronExpression", "value": "*/5 * * * *"}}
            """);
      } else if (path.equals(DAG + "/details")) {
        reply(exchange, 200, "{\"timezone\": \"UTC\"}");
      } else if (path.equals(DAG + "/dagRuns/~/taskInstances")) {
        reply(exchange, 200, "{\"task_instances\": []}");
      } else if (path.equals(DAG + "/dagRuns")) {
        reply(exchange, 200, "{\"dag_runs\": [" + String.join(",", runs()) + "]}");
      } else {
        reply(exchange, 404, "{}");
      }
    }
  }

  private synchronized List<String> runs() {
    List<String> runs = new ArrayList<>();
    Instant now = Instant.now();
    Instant fire = switches.getFirst();
    for (; fire.plusSeconds(1).isBefore(now); fire = fire.plus(EVERY)) {
      if (up(fire)) {
        runs.add(
            """
            {"dag_run_id": "run-%s", "run_type": "scheduled", "state": "success",
            "data_interval_end": "%s", "start_date": "%s", "end_date": "%s"}
            """
                .formatted(fire, fire, fire.plusMillis(100), fire.plusMillis(400)));
      }
    }
    return runs.reversed().stream().limit(100).toList();
  }

  private boolean up(Instant time) {
    return switches.stream().filter(change -> !change.isAfter(time)).count() % 2 == 1;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
