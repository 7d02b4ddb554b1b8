package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.discover.LogFilter.Part;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.pace.Freshness;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A network file system tells in its directories what was true a while ago: sizes and times that
/// are behind those of the file itself.
class StaleSizesTest {
  private static final LogPath LOG = new LogPath("run_id=r/attempt=1.log");
  private static final Part PART = new Part(LOG, 0);

  private final FakeBucket bucket = FakeBucket.create();
  private final List<ShipEvent> events = new CopyOnWriteArrayList<>();
  private final Path folder;

  StaleSizesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void staleSize_isNoTruncation_andHidesNoByte() throws IOException {
    try (Engine engine = engine()) {
      engine.start();
      engine.poll();
      append("one\n");
      LogAttributes real = new LogFolder(folder).look(LOG).orElseThrow();
      LogAttributes empty =
          new LogAttributes(real.identity(), 0, real.modifiedNanos() - 1_000, real.createdNanos());
      engine.sightings().found(PART, empty);
      awaitObject("one\n");
      append("two\n");
      awaitObject("one\ntwo\n");
      for (LogAttributes stale : List.of(real, empty, real)) {
        engine.sightings().found(PART, stale);
        append("more\n");
      }
      awaitObject("one\ntwo\nmore\nmore\nmore\n");
    }
    assertThat(events).noneMatch(ShipEvent.SegmentBegan.class::isInstance);
    assertThat(events).noneMatch(ShipEvent.BytesLost.class::isInstance);
  }

  private Engine engine() {
    var timing = new Timing(InstantSource.system(), System::nanoTime, RandomGenerator.getDefault());
    var shop =
        new Engine.Shop(new LogFolder(folder), new FakeObjectStore(bucket), timing, events::add);
    return new Engine(
        shop, new EngineSettings("logs/", Freshness.LIVE, 4_000, 4, 100, Optional.empty()));
  }

  private void append(String text) throws IOException {
    Path file = folder.resolve(LOG.value());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitObject(String content) {
    Await.until(
        Duration.ofSeconds(30),
        content,
        () ->
            bucket
                .content(new ObjectKey("logs/" + LOG.value()))
                .filter(bytes -> new String(bytes, StandardCharsets.UTF_8).equals(content))
                .isPresent());
  }
}
