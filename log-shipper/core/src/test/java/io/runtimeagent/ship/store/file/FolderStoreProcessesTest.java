package io.runtimeagent.ship.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that share a folder, and die in it.
class FolderStoreProcessesTest {
  private static final String KEY = "dag_id=d/attempt=1.log";
  private static final int LINES = 250;
  private final Path folder;

  FolderStoreProcessesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void processes_oneKilledAgainAndAgain_loseAndDoubleNothing() throws Exception {
    long seed = RandomGenerator.getDefault().nextLong();
    var random = new SplittableRandom(seed);
    Process steady = start("steady");
    for (int kill = 0; kill < 3; kill++) {
      Process victim = start("victim");
      boolean ended = victim.waitFor(100 + random.nextInt(400), TimeUnit.MILLISECONDS);
      assertThat(!ended || victim.exitValue() == 0).as("seed %d", seed).isTrue();
      victim.destroyForcibly().waitFor();
    }
    Process last = start("victim");
    assertThat(steady.waitFor()).isZero();
    assertThat(last.waitFor()).isZero();
    assertNumbered("steady", seed);
    assertNumbered("victim", seed);
    assertOwnRecord();
    sweepLater();
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            folder.toString(),
            KEY,
            name,
            String.valueOf(LINES))
        .inheritIO()
        .start();
  }

  private void assertNumbered(String name, long seed) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(KEY));
    List<Integer> numbers =
        lines.stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[0].equals(name))
            .map(words -> Integer.valueOf(words[1]))
            .toList();
    assertThat(numbers)
        .as("seed %d", seed)
        .startsWith(IntStream.range(0, LINES).boxed().toArray(Integer[]::new))
        .doesNotHaveDuplicates();
  }

  private void assertOwnRecord() throws IOException {
    var object = store(Instant.now()).inspect(new ObjectKey(KEY));
    byte[] content = Files.readAllBytes(folder.resolve(KEY));
    assertThat(object).isInstanceOf(Inspection.Present.class);
    assertThat(((Inspection.Present) object).object().ownRecord())
        .contains(Samples.record(content));
  }

  /// What the killed ones left is gone when somebody looks two hours later.
  private void sweepLater() throws IOException {
    store(Instant.now().plusSeconds(7_200)).sweep("");
    assertThat(folder.resolve(".runtime-agent/tmp")).isEmptyDirectory();
  }

  private FolderStore store(Instant now) {
    return new FolderStore(folder, ".runtime-agent/", () -> now, RequestListener.NOOP);
  }
}
