package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else wrote, cut short or deleted the object.
class ForeignObjectsTest {
  private static final LogPath LOG = new LogPath("run_id=r/task_id=t/attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  private final FakeTime time = new FakeTime();
  private final FakeBucket bucket = FakeBucket.create();
  private final FakeObjectStore store = new FakeObjectStore(bucket);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  @Test
  void whatStockAirflowWroteFirst_countsAsStored() throws IOException {
    bucket.putForeign(KEY, utf8("one\ntwo\n"), Map.of());
    append("one\ntwo\nthree\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void stockAirflowsExtraLineFeed_isNoReasonToStoreAgain() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    bucket.putForeign(KEY, utf8("one\n\none\ntwo\n"), Map.of());
    append("two\nthree\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\n\none\ntwo\nthree\n");
  }

  @Test
  void halfALineThatSomebodyElseLeft_isEndedBeforeTheLogGoesOn() throws IOException {
    bucket.putForeign(KEY, utf8("one\nof another"), Map.of());
    append("one\ntwo\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\nof another\ntwo\n");
  }

  @Test
  void halfALineOfItsOwn_goesOn() throws IOException {
    bucket.putForeign(KEY, utf8("one\ntw"), Map.of());
    append("one\ntwo\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void objectThatSomebodyDeleted_isCreatedAgain() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    bucket.remove(KEY);
    append("two\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void objectOfARotatedLogThatSomebodyDeleted_isCreatedAgainWhole() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    Files.move(file(), folder.resolve(LOG.value() + ".1"));
    agent.rotated(1);
    append("two\n");
    settle(agent);
    bucket.remove(KEY);
    append("three\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void objectThatSomebodyTruncated_isCompleted() throws IOException {
    SimulatedAgent agent = agent();
    append("one\ntwo\nthree\n");
    settle(agent);
    String record = bucket.record(KEY).orElseThrow().encode();
    bucket.putForeign(KEY, utf8("one\n"), Map.of("runtimeagent", record));
    append("four\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\nthree\nfour\n");
  }

  private SimulatedAgent agent() {
    return new SimulatedAgent(folder, LOG, store, time.timing(new SplittableRandom(1)));
  }

  private void settle(SimulatedAgent agent) throws IOException {
    agent.settle(time);
  }

  private Path file() {
    return folder.resolve(LOG.value());
  }

  private void append(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String object() {
    return bucket.content(KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
