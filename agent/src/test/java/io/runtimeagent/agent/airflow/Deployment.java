package io.runtimeagent.agent.airflow;

import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.ServerTools;
import io.runtimeagent.ship.testing.airflow.AirflowRelease;
import io.runtimeagent.ship.testing.airflow.AirflowServer;
import io.runtimeagent.ship.testing.airflow.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A deployment of Airflow in containers of our image, as far as that goes without containers:
/// PostgreSQL, Redis, MinIO, and for each part a process tree below our entry point.
final class Deployment implements AutoCloseable {
  static final String IMAGE_TAG = "deploy-2026-11-21 <7>";

  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private final AirflowServer airflow;
  private final RedisServer redis;
  private final PostgresServer postgres;
  private final Path disks;
  private final List<Container> containers = new ArrayList<>();

  private Deployment(
      AirflowServer airflow, RedisServer redis, PostgresServer postgres, Path disks) {
    this.airflow = airflow;
    this.redis = redis;
    this.postgres = postgres;
    this.disks = disks;
  }

  static Deployment create(AirflowRelease release, Bucket bucket) throws IOException {
    PostgresServer postgres = PostgresServer.start();
    RedisServer redis = RedisServer.start();
    Path disks = ServerTools.outputFile("deployment-" + release.version() + "-" + postgres.port());
    Files.createDirectories(disks);
    Map<String, String> all = new HashMap<>(bucket.environment());
    all.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor,CeleryExecutor");
    all.put("AIRFLOW__CELERY__BROKER_URL", redis.url());
    all.put("AIRFLOW__CELERY__RESULT_BACKEND", redis.url());
    all.put("AIRFLOW__CELERY__WORKER_CONCURRENCY", "2");
    // A worker that is lost is noticed after these, not after minutes.
    all.put("AIRFLOW__SCHEDULER__SCHEDULER_ZOMBIE_TASK_THRESHOLD", "30");
    all.put("AIRFLOW__SCHEDULER__ZOMBIE_DETECTION_INTERVAL", "5");
    all.put("AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT", "30");
    all.put("AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL", "5");
    // A machine that starts everything at once is slow for a while.
    all.put("AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT", "60");
    all.put("AIRFLOW_VERSION", release.version());
    all.put("AIRFLOW__RUNTIME_AGENT__FRESHNESS", "live");
    all.put("AIRFLOW__RUNTIME_AGENT__HTTP_PORT", "0");
    all.put("AIRFLOW__RUNTIME_AGENT__IMAGE_TAG", IMAGE_TAG);
    all.put("AIRFLOW__RUNTIME_AGENT__UI_LINKS", "Runbook=https://example.org/run?a=1&b=2");
    all.put("SCENARIO_FOLDER", disks.toString());
    AirflowServer airflow = AirflowServer.create(release, postgres, all);
    return new Deployment(airflow, redis, postgres, disks);
  }

  /// Where tasks and test meet.
  Path folder() {
    return disks;
  }

  URI url() {
    return airflow.url();
  }

  /// Puts a file of DAGs from the test's resources there, whole.
  void addDags(String resource) throws IOException {
    Path file = airflow.dags().resolve(resource);
    Path part = file.resolveSibling(resource + ".part");
    try (var in = Deployment.class.getResourceAsStream("/airflow/" + resource)) {
      Files.copy(in, part);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Container start(String name, String... command) throws IOException {
    return start(name, Map.of(), command);
  }

  Container start(String name, Map<String, String> extra, String... command) throws IOException {
    Map<String, String> environment = new HashMap<>(airflow.environment());
    environment.putAll(extra);
    Container container = Container.start(name, disks, environment, List.of(command));
    containers.add(container);
    return container;
  }

  Container startWorker(String name, String queue) throws IOException {
    return startWorker(name, queue, Map.of());
  }

  Container startWorker(String name, String queue, Map<String, String> extra) throws IOException {
    String host = name + "@test";
    return start(
        name, extra, "celery", "worker", "--skip-serve-logs", "-q", queue, "-H", host, "-c", "2");
  }

  /// Starts the web server, waits until it answers, and logs in.
  AirflowApi startWeb() throws IOException, InterruptedException {
    String port = String.valueOf(airflow.url().getPort());
    boolean two = airflow.release() == AirflowRelease.V2_11;
    Container web =
        start(
            "web",
            two ? "webserver" : "api-server",
            two ? "--hostname" : "--host",
            "127.0.0.1",
            "--port",
            port,
            "--workers",
            "1");
    Await.until(START_LIMIT, "the web server answers", () -> answers() || !web.isRunning());
    return new AirflowApi(airflow);
  }

  /// A page of the UI, as a browser asks for it.
  String page(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(airflow.url().resolve(path)).header("Accept", "text/html").build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  String airflow(String... arguments) {
    return airflow.airflow(arguments);
  }

  @Override
  public void close() {
    containers.reversed().forEach(Container::close);
    airflow.close();
    redis.close();
    postgres.close();
  }

  private boolean answers() {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI health = airflow.url().resolve(airflow.release().healthPath());
      HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException expected) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
