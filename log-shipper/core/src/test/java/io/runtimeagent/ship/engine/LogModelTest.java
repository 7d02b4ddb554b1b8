package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random lives of one log, with kill -9, lost state and a store that drops, delays and doubts: the
/// object always is what the log's files gave, in order, and never shrinks.
class LogModelTest {
  private static final LogPath LOG = new LogPath("dag_id=d/run_id=r/task_id=t/attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void object_isTheLog_throughCrashesAndDoubts(int seed, @TempDir Path folder) throws IOException {
    for (int i = 0; i < 40; i++) {
      new Life(seed * 1_000 + i, folder.resolve("life" + i)).live(120);
    }
  }

  /// One log, one store, one agent after another.
  private static final class Life {
    private final int seed;
    private final RandomGenerator random;
    private final Path file;
    private final FakeTime time = new FakeTime();
    private final FakeBucket bucket = FakeBucket.create();
    private final SimulatedAgent agent;
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private Optional<LogCheckpoint> kept = Optional.empty();
    private boolean faulty;
    private boolean segmentBegins;
    private int lines;
    private final StringBuilder story = new StringBuilder();

    Life(int seed, Path folder) throws IOException {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.file = folder.resolve(LOG.value());
      Files.createDirectories(file.getParent());
      FaultPlan faults = FaultPlan.random(new SplittableRandom(seed + 7L), 0.3);
      var store =
          new FakeObjectStore(
              bucket,
              (operation, key) ->
                  faulty ? faults.next(operation, key) : FaultPlan.NONE.next(operation, key));
      this.agent = new SimulatedAgent(folder, LOG, store, time.timing(random));
    }

    void live(int steps) throws IOException {
      try {
        for (int i = 0; i < steps; i++) {
          act();
          assertThat(bucket.keysThatDidNotOnlyGrow()).isEmpty();
        }
        settle();
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + story, e);
      }
    }

    private void act() throws IOException {
      faulty = true;
      switch (random.nextInt(24)) {
        case 0, 1, 2, 3, 4, 5 -> write(line());
        case 6 -> write("half a line " + lines++ + " ");
        case 7 -> write((line() + line()).repeat(10 + random.nextInt(30)));
        case 8, 9, 10, 11, 12, 13 -> work();
        case 14, 15 -> time.pass(Duration.ofMillis(random.nextInt(40_000)));
        case 16 -> kept = agent.checkpoint();
        case 17 -> crash(kept);
        case 18 -> crash(Optional.empty());
        case 19 -> lateWrite();
        case 20 -> truncate();
        case 21 -> replace();
        case 22 -> rotate();
        default -> stripMetadata();
      }
    }

    private String line() {
      return "line %d of the log %s\n".formatted(lines++, "x".repeat(random.nextInt(60)));
    }

    private void write(String text) throws IOException {
      story.append("write ").append(text.length()).append("; ");
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (segmentBegins && expected.size() > 0 && !endsLine()) {
        expected.write('\n');
      }
      segmentBegins = false;
      expected.write(bytes);
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (random.nextBoolean()) {
        story.append(agent.written() ? "growth told; " : "");
      }
    }

    private boolean endsLine() {
      byte[] now = expected.toByteArray();
      return now[now.length - 1] == '\n';
    }

    private void work() throws IOException {
      story.append("work; ");
      agent.work();
    }

    private void crash(Optional<LogCheckpoint> checkpoint) throws IOException {
      story.append("crash ").append(checkpoint.isPresent()).append("; ");
      agent.crash(checkpoint);
    }

    private void lateWrite() {
      story.append("late; ");
      if (bucket.lateWrites() > 0) {
        bucket.letThrough(random.nextInt(bucket.lateWrites()));
      }
    }

    /// What was not stored before a truncation is lost, so all is stored first.
    private void truncate() throws IOException {
      settle();
      story.append("truncate; ");
      if (Files.exists(file)) {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
        segmentBegins = true;
        if (random.nextBoolean()) {
          write(line());
        }
      }
    }

    private void replace() throws IOException {
      settle();
      story.append("replace; ");
      if (Files.deleteIfExists(file)) {
        segmentBegins = true;
        if (random.nextBoolean()) {
          write(line());
        }
      }
    }

    /// Renaming loses nothing: no settling.
    private void rotate() throws IOException {
      if (!Files.exists(file)) {
        return;
      }
      story.append("rotate; ");
      for (int n = 8; n >= 1; n--) {
        Path from = n == 1 ? file : file.resolveSibling(file.getFileName() + "." + (n - 1));
        if (Files.exists(from)) {
          if (n == 8) {
            return;
          }
          Files.move(from, file.resolveSibling(file.getFileName() + "." + n));
          agent.rotated(n);
        }
      }
      segmentBegins = true;
    }

    /// As a copy tool does.
    private void stripMetadata() {
      story.append("strip; ");
      bucket.letAllThrough();
      bucket.content(KEY).ifPresent(content -> bucket.putForeign(KEY, content, Map.of()));
    }

    private void settle() throws IOException {
      story.append("settle; ");
      faulty = false;
      bucket.letAllThrough();
      agent.settle(time);
      faulty = true;
      assertThat(new String(bucket.content(KEY).orElse(new byte[0]), StandardCharsets.UTF_8))
          .isEqualTo(expected.toString(StandardCharsets.UTF_8));
    }
  }
}
