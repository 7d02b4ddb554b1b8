package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.pace.Pace;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that grows line by line while it waits to be stored.
class GrowthTest {
  private static final LogPath LOG = new LogPath("run_id=r/task_id=t/attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  private final FakeTime time = new FakeTime();
  private final FakeBucket bucket = FakeBucket.create();
  private final Path file;
  private final SimulatedAgent agent;

  GrowthTest(@TempDir Path folder) {
    var store = new FakeObjectStore(bucket);
    this.file = folder.resolve(LOG.value());
    this.agent = new SimulatedAgent(folder, LOG, store, time.timing(new SplittableRandom(1)));
  }

  @BeforeEach
  void storeTheFirstLine() throws IOException {
    Files.createDirectories(file.getParent());
    append("one\n");
    agent.work();
    assertThat(object()).isEqualTo("one\n");
    time.pass(Duration.ofSeconds(1));
    append("two\n");
  }

  @Test
  void lineOfALogThatWaits_putsOffTheWriteUntilItIsQuiet() throws IOException {
    long due = agent.work().dueAt().orElseThrow();
    time.pass(Duration.ofSeconds(1));
    append("three\n");
    assertThat(agent.written()).isTrue();
    time.pass(Duration.ofNanos(due - time.now()));
    long later = agent.work().dueAt().orElseThrow();
    assertThat(object()).isEqualTo("one\n");
    assertThat(later - due).isEqualTo(Duration.ofSeconds(1).toNanos());
    time.pass(Duration.ofNanos(later - time.now()));
    agent.work();
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void truncation_isNotTakenForGrowth() throws IOException {
    agent.work();
    Files.writeString(file, "new\n");
    assertThat(agent.written()).isFalse();
  }

  @Test
  void lineOfAStoredLog_isStoredInItsTurnWithoutALookBefore() throws IOException {
    storeTwoLines();
    append("three\n");
    assertThat(agent.written()).isTrue();
    long due = agent.work().dueAt().orElseThrow();
    assertThat(due).isGreaterThan(time.now());
    assertThat(object()).isEqualTo("one\ntwo\n");
    time.pass(Duration.ofNanos(due - time.now()));
    agent.work();
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void lineOfAStoredLogThatIsNotHeldOpenAnyMore_isLookedAt() throws IOException {
    storeTwoLines();
    time.pass(LogReader.LAST_WORDS);
    agent.work();
    append("three\n");
    assertThat(agent.written()).isFalse();
  }

  private void storeTwoLines() throws IOException {
    agent.work();
    time.pass(Pace.QUIET);
    agent.work();
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String object() {
    return new String(bucket.content(KEY).orElseThrow(), StandardCharsets.UTF_8);
  }
}
