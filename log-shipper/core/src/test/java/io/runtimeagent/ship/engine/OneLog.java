package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;

/// One log, the bucket that its object is in, and what happens between them.
class OneLog {
  static final LogPath LOG = new LogPath("run_id=r/task_id=t/attempt=1.log");
  static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  final FakeTime time = new FakeTime();
  final FakeBucket bucket = FakeBucket.create();
  final FakeObjectStore store = new FakeObjectStore(bucket);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  SimulatedAgent agent() {
    return new SimulatedAgent(folder, LOG, store, time.timing(new SplittableRandom(1)));
  }

  void settle(SimulatedAgent agent) throws IOException {
    agent.settle(time);
  }

  Path file() {
    return folder.resolve(LOG.value());
  }

  void append(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  String object() {
    return bucket.content(KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
