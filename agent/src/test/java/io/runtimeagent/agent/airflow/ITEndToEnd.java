package io.runtimeagent.agent.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.airflow.AirflowApi.Attempt;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.WithServer;
import io.runtimeagent.ship.testing.airflow.AirflowRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real Airflow in containers of our image, from the first task to the log that a user reads
/// after worker and disk are gone.
@WithServer(MinioServer.class)
class ITEndToEnd {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String DAG = "scenario";
  private static final String RUN = "manual:2026-01-02T03:04:05.678+00:00~x";
  /// The DAG and the queue of a worker without agent.
  private static final String PLAIN = "plain";
  private static final String MONITORING = "astronomer_monitoring_dag";
  private static final String LEADS = "\"role\" : \"leader\"";
  private static final String FOLLOWS = "\"role\" : \"follower\"";

  @ParameterizedTest
  @EnumSource(AirflowRelease.class)
  void logs_areWhereTheUserLooks_whateverHappens(AirflowRelease release, MinioServer minio)
      throws Exception {
    String name = "airflow-" + release.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (Bucket bucket = Bucket.create(minio, name);
        Deployment deployment = Deployment.create(release, bucket)) {
      new Scenario(release, bucket, deployment).play();
    }
  }

  /// The test's course, with what it knows on the way.
  private static final class Scenario {
    private final AirflowRelease release;
    private final Bucket bucket;
    private final Deployment deployment;

    Scenario(AirflowRelease release, Bucket bucket, Deployment deployment) {
      this.release = release;
      this.bucket = bucket;
      this.deployment = deployment;
    }

    void play() throws IOException, InterruptedException {
      deployment.addDags("scenario.py");
      AirflowApi api = deployment.startWeb();
      Container scheduler = deployment.start("scheduler", "scheduler");
      if (release != AirflowRelease.V2_11) {
        deployment.start("dag-processor", "dag-processor");
      }
      Container triggerer = deployment.start("triggerer", "triggerer", "--skip-serve-logs");
      Container first = deployment.startWorker("first", "default");
      Container doomed = deployment.startWorker("doomed", "fragile");
      assertGuarded(api);
      await("the DAG is parsed", () -> api.knows(DAG));
      api.trigger(DAG, RUN);

      byte[] lost = loseWorkerInTheMiddle(doomed);
      Container second = scaleDownBetweenPokes(api, first);
      Container heir = deployment.startWorker("heir", "fragile");
      Container agentless = startWithoutAgent(api);
      await("all have run", () -> allSucceeded(api));

      for (Attempt attempt : onScheduler()) {
        assertStored(scheduler, attempt.path());
      }
      assertStored(scheduler, Attempt.of("defers", 1).path());
      assertTriggerLog(triggerer);
      assertStored(heir, Attempt.of("fragile", 2).path());
      assertThat(second.isRunning()).isTrue();
      assertSurvivor(lost);
      assertShown(api);
      assertAllOurs();
      assertUploaded(agentless);
      assertWatched(List.of(scheduler, triggerer), second);
    }

    private Container startWithoutAgent(AirflowApi api) throws IOException, InterruptedException {
      api.trigger(PLAIN, RUN);
      return deployment.startWorker(
          "agentless", PLAIN, Map.of("AIRFLOW__RUNTIME_AGENT__ENABLED", "false"));
    }

    /// Where no agent ships, Airflow goes on uploading.
    private void assertUploaded(Container worker) throws IOException, InterruptedException {
      String log = path(PLAIN, "task_id=uploaded/attempt=1.log");
      await("Airflow has uploaded the log", () -> stored(log).contains("uploaded by Airflow"));
      assertThat(bucket.objects(PLAIN))
          .hasSize(1)
          .allSatisfy((_, object) -> assertThat(object.ownRecord()).isEmpty());
      assertThat(worker.isRunning()).isTrue();
    }

    /// With nothing configured for it the agents know Airflow's database, one of them leads by the
    /// lease in the bucket, and a worker leaves it to them.
    private void assertWatched(List<Container> watchers, Container worker)
        throws InterruptedException {
      String source = "metadata database of Airflow " + (release == AirflowRelease.V2_11 ? 2 : 3);
      await(
          "the agents have seen the monitoring DAG",
          () -> watchers.stream().allMatch(each -> watches(each, source)));
      assertThat(worker.status()).contains("a worker leaves it to the scheduler");
      assertThat(watchers.stream().filter(each -> each.status().contains(LEADS)).count())
          .isLessThan(2);
      assertThat(watchers)
          .allMatch(each -> each.status().contains(LEADS) || each.status().contains(FOLLOWS));
    }

    private static boolean watches(Container container, String source) {
      String status = container.status();
      return status.contains(source)
          && status.contains("\"up\" : true")
          && !status.contains("never_seen");
    }

    /// The monitoring DAG is there, runs, and nobody can stop it; the pages show what runs.
    private void assertGuarded(AirflowApi api) throws IOException, InterruptedException {
      await("the monitoring DAG is parsed", () -> api.knows(MONITORING));
      api.trigger(MONITORING, "by-hand");
      for (String method : List.of("PATCH", "DELETE")) {
        var answer = api.send(method, "/dags/" + MONITORING, "{\"is_paused\": true}");
        assertThat(answer.statusCode()).as(method).isEqualTo(403);
        assertThat(answer.body()).contains("it cannot be paused, edited or deleted");
      }
      assertThat(deployment.page(release == AirflowRelease.V2_11 ? "/login/" : "/"))
          .contains("deploy-2026-11-21 &lt;7&gt;", "https://example.org/run?a=1&amp;b=2")
          .doesNotContain(Deployment.IMAGE_TAG);
      await(
          "the monitoring DAG runs",
          () -> api.states(MONITORING, "by-hand").equals(Map.of("hello", "success")));
    }

    /// The worker and its disk are lost while the task writes: what was stored by then stays.
    private byte[] loseWorkerInTheMiddle(Container worker)
        throws IOException, InterruptedException {
      String log = path("task_id=fragile/attempt=1.log");
      await("the object grows while the task runs", () -> stored(log).contains("line 25"));
      worker.freeze();
      byte[] written = Files.readAllBytes(worker.logs().resolve(log));
      worker.lose();
      return written;
    }

    /// The sensor's first pokes are one worker's, its last another's; the first is gone by then.
    private Container scaleDownBetweenPokes(AirflowApi api, Container worker)
        throws IOException, InterruptedException {
      await("the sensor waits", () -> state(api, "waits").equals("up_for_reschedule"));
      await("the worker is done", () -> state(api, "celery").equals("success"));
      Path log = worker.logs().resolve(path("task_id=waits/attempt=1.log"));
      Path other = worker.logs().resolve(path("task_id=celery/attempt=1.log"));
      worker.stop();
      byte[] pokes = Files.readAllBytes(log);
      assertThat(bucket.read(path("task_id=waits/attempt=1.log"))).isEqualTo(pokes);
      assertThat(bucket.read(path("task_id=celery/attempt=1.log")))
          .isEqualTo(Files.readAllBytes(other));
      worker.deleteDisk();
      Container next = deployment.startWorker("second", "default");
      Files.createFile(deployment.folder().resolve("go"));
      await("the sensor has seen it", () -> state(api, "waits").equals("success"));
      Path rest = next.logs().resolve(path("task_id=waits/attempt=1.log"));
      await(
          "the object holds both hosts' pokes",
          () ->
              stored(path("task_id=waits/attempt=1.log"))
                  .equals(new String(pokes, UTF_8) + Files.readString(rest)));
      return next;
    }

    private boolean allSucceeded(AirflowApi api) throws IOException, InterruptedException {
      Map<String, String> states = api.states(DAG, RUN);
      assertThat(states).doesNotContainValue("failed");
      return states.size() == 7
          && states.values().stream().allMatch(state -> state.matches("success(,success)*"));
    }

    private void assertStored(Container container, String log)
        throws IOException, InterruptedException {
      String expected = Files.readString(container.logs().resolve(path(log)));
      await(log + " is stored", () -> stored(path(log)).equals(expected));
    }

    private void assertTriggerLog(Container triggerer) throws IOException, InterruptedException {
      Path folder = triggerer.logs().resolve(path("task_id=defers"));
      try (var files = Files.list(folder)) {
        List<Path> logs = files.toList();
        assertThat(logs).hasSize(1);
        assertStored(triggerer, "task_id=defers/" + logs.getFirst().getFileName());
      }
    }

    private void assertSurvivor(byte[] lost) throws IOException {
      byte[] first = bucket.read(path("task_id=fragile/attempt=1.log"));
      assertThat(new String(lost, UTF_8)).startsWith(new String(first, UTF_8));
      assertThat(new String(first, UTF_8)).contains("line 25").endsWith("\n");
      assertThat(stored(path("task_id=fragile/attempt=2.log"))).contains("attempt 2 line 0");
    }

    /// The log endpoint gives each attempt's lines, all of them and once. Airflow sorts them by
    /// time.
    private void assertShown(AirflowApi api) throws IOException, InterruptedException {
      List<Attempt> all = new ArrayList<>(onScheduler());
      all.add(Attempt.of("celery", 1));
      all.add(Attempt.of("waits", 1));
      all.add(Attempt.of("fragile", 1));
      all.add(Attempt.of("fragile", 2));
      for (Attempt attempt : all) {
        assertThat(api.log(DAG, RUN, attempt))
            .as("log of %s", attempt)
            .containsExactlyInAnyOrderElementsOf(lines(stored(path(attempt.path()))));
      }
      assertThat(String.join("\n", api.log(DAG, RUN, Attempt.of("defers", 1))))
          .contains("before the deferral", "after the deferral");
    }

    /// What LocalExecutor runs in the scheduler's container, except for the deferral.
    private static List<Attempt> onScheduler() {
      return List.of(
          Attempt.of("local", 1),
          Attempt.of("retried", 1),
          Attempt.of("retried", 2),
          new Attempt("mapped", 1, 0),
          new Attempt("mapped", 1, 1),
          new Attempt("mapped", 1, 2));
    }

    private List<String> lines(String object) {
      return release == AirflowRelease.V2_11
          ? object.lines().filter(line -> !line.isBlank()).toList()
          : object
              .lines()
              .map(line -> AirflowApi.text(AirflowApi.member(AirflowApi.parse(line), "event")))
              .toList();
    }

    /// Each object bears the agent's record of exactly its bytes: Airflow wrote none of them.
    private void assertAllOurs() throws IOException {
      Map<String, StoredObject> objects = bucket.objects(DAG);
      assertThat(objects).hasSize(12);
      assertThat(objects).allSatisfy((_, object) -> assertThat(object.ownRecord()).isPresent());
    }

    private String state(AirflowApi api, String task) throws IOException, InterruptedException {
      return api.states(DAG, RUN).getOrDefault(task, "");
    }

    private String stored(String log) throws IOException {
      return new String(bucket.read(log), UTF_8);
    }

    /// A log's path, of which `log` is what comes after the run.
    private static String path(String log) {
      return path(DAG, log);
    }

    private static String path(String dag, String log) {
      return "dag_id=" + dag + "/run_id=" + RUN + "/" + log;
    }
  }

  /// What may hold at some time, asked over a network.
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(String what, Condition condition) throws InterruptedException {
    long[] next = {0};
    Await.until(
        LIMIT,
        what,
        () -> {
          if (System.nanoTime() < next[0]) {
            return false;
          }
          try {
            return condition.holds();
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          } finally {
            next[0] = System.nanoTime() + 300_000_000;
          }
        });
  }
}
