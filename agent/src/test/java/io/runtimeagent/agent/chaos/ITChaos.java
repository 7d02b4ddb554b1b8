package io.runtimeagent.agent.chaos;

import io.runtimeagent.ship.testing.AzuriteServer;
import io.runtimeagent.ship.testing.FaultProxy;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.ProxyPlan;
import io.runtimeagent.ship.testing.TestServer;
import io.runtimeagent.ship.testing.WithServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the agent's process at random moments, faults of the store, lost state, one agent
/// and two: no byte is lost, doubled or out of order, and a reader never sees anything but a
/// growing beginning of the log.
///
/// `-Dchaos.runs=N` sets how many runs there are for all stores together, `-Dchaos.seed=N` repeats
/// those of one seed.
@WithServer({MinioServer.class, AzuriteServer.class, GcsServer.class})
class ITChaos {
  private static final String DESTINATION = "AIRFLOW__RUNTIME_AGENT__DESTINATION";
  private static final String CONNECTION = "AIRFLOW__RUNTIME_AGENT__CONNECTION";

  private final int runs = Math.max(1, Integer.getInteger("chaos.runs", 100) / 4);
  private final long seed = Long.getLong("chaos.seed", System.nanoTime());

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path temp;

  @Test
  void folder_holdsEveryByteOnce(TestReporter reporter) throws Exception {
    repeat(
        reporter,
        run -> {
          Path store = temp.resolve("store" + run);
          Map<String, String> way = Map.of(DESTINATION, "file://" + store);
          new ChaosRun(seed + run, temp.resolve("run" + run), way, way).run();
        });
  }

  @Test
  void s3_holdsEveryByteOnce(MinioServer server, TestReporter reporter) throws Exception {
    server.createBucket("chaos");
    throughProxy(
        reporter,
        server,
        (run, endpoint) ->
            Map.of(
                DESTINATION,
                "s3://chaos/logs" + run,
                CONNECTION,
                """
                {"conn_type": "aws", "login": "%s", "password": "%s", "extra": {"region_name": "%s",
                "endpoint_url": "%s", "config_kwargs": {"s3": {"addressing_style": "path"}}}}
                """
                    .formatted(
                        server.accessKey(), server.secretKey(), MinioServer.REGION, endpoint)));
  }

  @Test
  void gcs_holdsEveryByteOnce(GcsServer server, TestReporter reporter) throws Exception {
    server.createBucket("chaos");
    throughProxy(
        reporter,
        server,
        (run, endpoint) ->
            Map.of(
                DESTINATION,
                "gs://chaos/logs" + run,
                "AIRFLOW__RUNTIME_AGENT__GCS_ENDPOINT_URL",
                endpoint.toString(),
                CONNECTION,
                """
                {"conn_type": "google_cloud_platform", "extra": {"is_anonymous": true}}
                """));
  }

  @Test
  void azure_holdsEveryByteOnce(AzuriteServer server, TestReporter reporter) throws Exception {
    server.createBucket("chaos");
    throughProxy(
        reporter,
        server,
        (run, endpoint) ->
            Map.of(
                DESTINATION,
                "wasb://logs" + run,
                "AIRFLOW__AZURE_REMOTE_LOGGING__REMOTE_WASB_LOG_CONTAINER",
                "chaos",
                CONNECTION,
                """
                {"conn_type": "wasb", "extra": {"connection_string": "%s"}}
                """
                    .formatted(
                        server
                            .connectionString()
                            .replace(server.endpoint().toString(), endpoint.toString()))));
  }

  /// How a store is reached at an address, for a run.
  private interface Way {
    Map<String, String> environment(int run, URI endpoint);
  }

  private interface Run {
    void run(int run) throws Exception;
  }

  private void throughProxy(TestReporter reporter, TestServer server, Way way) throws Exception {
    Function<Integer, SplittableRandom> chance = run -> new SplittableRandom(seed + run);
    repeat(
        reporter,
        run -> {
          try (var proxy =
              FaultProxy.start(server.endpoint(), ProxyPlan.chaos(), chance.apply(run))) {
            new ChaosRun(
                    seed + run,
                    temp.resolve("run" + run),
                    way.environment(run, proxy.endpoint()),
                    way.environment(run, server.endpoint()))
                .run();
          }
        });
  }

  private void repeat(TestReporter reporter, Run run) throws Exception {
    reporter.publishEntry("chaos.seed", Long.toString(seed));
    for (int i = 0; i < runs; i++) {
      try {
        run.run(i);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("Run %d of -Dchaos.seed=%d".formatted(i, seed), e);
      }
    }
  }
}
