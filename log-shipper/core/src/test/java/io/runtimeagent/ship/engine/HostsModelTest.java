package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same attempt on several hosts, in turn or at once, each with its own file: the object holds
/// every line of each once, in that host's order, whether or not a host still knows what it stored.
class HostsModelTest {
  private static final LogPath LOG = new LogPath("run_id=r/task_id=sensor/attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void object_holdsEveryHostsLinesOnce_withAndWithoutState(int seed, @TempDir Path folder)
      throws IOException {
    for (int i = 0; i < 30; i++) {
      new Deployment(seed * 1_000 + i, folder.resolve("d" + i)).live(150);
    }
  }

  private static final class Host {
    private final String name;
    private final Path file;
    private final SimulatedAgent agent;
    private final StringBuilder written = new StringBuilder();
    private Optional<LogCheckpoint> kept = Optional.empty();

    Host(String name, Path folder, SimulatedAgent agent) {
      this.name = name;
      this.file = folder.resolve(LOG.value());
      this.agent = agent;
    }

    void write(String text) throws IOException {
      String line = name + " " + text + "\n";
      written.append(line);
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static final class Deployment {
    private final int seed;
    private final RandomGenerator random;
    private final FakeTime time = new FakeTime();
    private final FakeBucket bucket = FakeBucket.create();
    private final List<Host> hosts = new ArrayList<>();
    private boolean faulty;
    private int lines;

    Deployment(int seed, Path folder) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      FaultPlan faults = FaultPlan.random(new SplittableRandom(seed + 7L), 0.25);
      for (String name : List.of("A", "B", "C").subList(0, 2 + seed % 2)) {
        var store =
            new FakeObjectStore(
                bucket,
                (operation, key) ->
                    faulty ? faults.next(operation, key) : FaultPlan.NONE.next(operation, key));
        Path own = folder.resolve(name);
        hosts.add(new Host(name, own, new SimulatedAgent(own, LOG, store, time.timing(random))));
      }
    }

    void live(int steps) throws IOException {
      try {
        for (int i = 0; i < steps; i++) {
          faulty = true;
          act(hosts.get(random.nextInt(hosts.size())));
          assertThat(bucket.keysThatDidNotOnlyGrow()).isEmpty();
        }
        faulty = false;
        bucket.letAllThrough();
        for (Host host : hosts) {
          host.agent.settle(time);
        }
        hosts.forEach(this::holdsAllOf);
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }

    private void act(Host host) throws IOException {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> host.write("line " + lines++ + " " + "y".repeat(random.nextInt(90)));
        case 4, 5, 6, 7, 8 -> host.agent.work();
        case 9, 10 -> time.pass(Duration.ofMillis(random.nextInt(40_000)));
        case 11 -> host.kept = host.agent.checkpoint();
        case 12 -> host.agent.crash(host.kept);
        case 13 -> host.agent.crash(Optional.empty());
        case 14 -> bucket.letAllThrough();
        default -> stripMetadata();
      }
    }

    private void stripMetadata() {
      if (random.nextInt(4) == 0) {
        bucket.letAllThrough();
        bucket.content(KEY).ifPresent(content -> bucket.putForeign(KEY, content, Map.of()));
      }
    }

    private void holdsAllOf(Host host) {
      String object = new String(bucket.content(KEY).orElse(new byte[0]), StandardCharsets.UTF_8);
      var own = new StringBuilder();
      object.lines().filter(l -> l.startsWith(host.name)).forEach(l -> own.append(l).append('\n'));
      assertThat(own.toString()).isEqualTo(host.written.toString());
    }
  }
}
