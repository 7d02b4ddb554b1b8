package io.runtimeagent.agent.chaos;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.store.Stores;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One run: tasks write, agents ship and are killed, their state is lost now and then, the store
/// fails; then one pass, and every object equals its ledger.
final class ChaosRun {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final RandomGenerator random;
  private final Path folder;
  private final Map<String, String> environment;
  private final ObjectStore store;
  private final String keyPrefix;

  /// `agents` is how agents reach the store, `onlooker` how it is reached without faults.
  ChaosRun(long seed, Path folder, Map<String, String> agents, Map<String, String> onlooker)
      throws IOException {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.environment = environment(agents);
    Files.createDirectories(folder.resolve("logs"));
    AgentConfig config = config(environment(onlooker));
    this.keyPrefix = config.shipping().destination().keyPrefix();
    this.store =
        new Stores(RequestListener.NOOP)
            .open(config.shipping().destination(), keyPrefix + ".runtime-agent/");
  }

  private Map<String, String> environment(Map<String, String> way) {
    var environment = new HashMap<>(way);
    environment.put("AIRFLOW_HOME", folder.toString());
    environment.put("AIRFLOW_VERSION", "3.3.2");
    environment.put("AIRFLOW__RUNTIME_AGENT__FRESHNESS", "live");
    environment.put("AIRFLOW__RUNTIME_AGENT__HTTP_PORT", "0");
    environment.put("AIRFLOW__RUNTIME_AGENT__HEARTBEAT", "off");
    return environment;
  }

  private static AgentConfig config(Map<String, String> environment) {
    return switch (ConfigLoader.load(ConfigInput.of(environment))) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }

  void run() throws IOException, InterruptedException {
    List<Writer> writers = writers();
    var onlooker = new Onlooker(store, keyPrefix, writers);
    var threads = new ArrayList<Thread>();
    for (Writer writer : writers) {
      threads.add(writer.start());
    }
    Thread looking = onlooker.start();
    try {
      for (int life = 0; life < 1 + random.nextInt(2); life++) {
        liveAndDie();
      }
      writers.forEach(Writer::stop);
      for (Thread thread : threads) {
        thread.join();
      }
      storeTheRest();
    } finally {
      writers.forEach(Writer::stop);
      onlooker.stop();
      looking.join();
    }
    onlooker.check();
    for (Writer writer : writers) {
      compare(writer, onlooker.read(writer.log()));
    }
    store.close();
  }

  private List<Writer> writers() {
    var writers = new ArrayList<Writer>();
    for (int task = 0; task < 1 + random.nextInt(3); task++) {
      String log = "dag_id=d/run_id=manual__2026:1+0/task_id=é%d/attempt=1.log".formatted(task);
      writers.add(new Writer(folder.resolve("logs"), log, new SplittableRandom(random.nextLong())));
    }
    return writers;
  }

  /// One agent or two on one folder, killed at any moment of their start or work.
  private void liveAndDie() throws IOException, InterruptedException {
    var agents = new ArrayList<AgentProcess>();
    for (int i = 0; i < 1 + random.nextInt(4) / 3; i++) {
      agents.add(AgentProcess.start("run", environment, folder.resolve("agent.out")));
    }
    agents.getFirst().let(Duration.ofMillis(300 + random.nextInt(2_200)));
    for (AgentProcess agent : agents) {
      agent.kill();
    }
    if (random.nextInt(3) == 0) {
      delete(folder.resolve(".runtime-agent"));
    }
  }

  /// By one pass, or by an agent that is told to end.
  private void storeTheRest() throws IOException, InterruptedException {
    boolean pass = random.nextBoolean();
    AgentProcess last =
        AgentProcess.start(pass ? "ship" : "run", environment, folder.resolve("last.out"));
    if (!pass) {
      last.let(Duration.ofSeconds(2));
      last.terminate();
    }
    int code = last.await(LONG);
    if (code != 0) {
      throw new AssertionError("Exit code " + code + ": " + last.said());
    }
  }

  private static void compare(Writer writer, byte[] object) {
    byte[] ledger = writer.ledger();
    int differs = Arrays.mismatch(object, ledger);
    if (differs >= 0) {
      throw new AssertionError(
          "%s: the object has %d bytes, the ledger %d; they differ from byte %d on."
              .formatted(writer.log(), object.length, ledger.length, differs));
    }
  }

  private static void delete(Path state) throws IOException {
    if (!Files.exists(state)) {
      return;
    }
    try (var paths = Files.walk(state)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
