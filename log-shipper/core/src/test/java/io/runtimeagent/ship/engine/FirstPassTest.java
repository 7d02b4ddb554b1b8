package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.mirror.Remote;
import io.runtimeagent.ship.pace.Freshness;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPassTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LONG_AGO = Duration.ofHours(3);

  private final FakeTime time = new FakeTime();
  private final List<TrackedLog> due = new ArrayList<>();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  @Test
  void logThatIsBeingWritten_doesNotWaitForTheEndOfTheWalk() {
    FirstPass pass = new FirstPass(parts(new FakeObjectStore(FakeBucket.create())), due::add);
    TrackedLog old = found(pass, LONG_AGO);
    TrackedLog growing = found(pass, NOW);
    assertThat(due).containsExactly(growing);
    pass.run();
    assertThat(due).containsExactly(growing, old);
  }

  @Test
  void manyLogsThatWereJustWritten_waitForTheListing_butForAFew() {
    var store = new FakeObjectStore(FakeBucket.create());
    FirstPass pass = new FirstPass(parts(store), due::add);
    List<TrackedLog> found = IntStream.range(0, 100).mapToObj(_ -> found(pass, NOW)).toList();
    assertThat(due).hasSize(16);
    pass.run();
    assertThat(due).hasSameElementsAs(found).doesNotHaveDuplicates();
    assertThat(store.requests(Operation.LIST)).isOne();
  }

  @Test
  void inADrain_allWaitForTheListing_sinceNobodyWaitsForTheFirst() {
    EngineParts parts = parts(new FakeObjectStore(FakeBucket.create()));
    parts.drain().set(true);
    FirstPass pass = new FirstPass(parts, due::add);
    TrackedLog growing = found(pass, NOW);
    assertThat(due).isEmpty();
    pass.run();
    assertThat(due).containsExactly(growing);
  }

  @Test
  void listingThatFails_leavesEveryLogUnknownAndDue() {
    var store =
        new FakeObjectStore(
            FakeBucket.create(), (_, _) -> new Fault.Throttled(Duration.ofSeconds(1)));
    FirstPass pass = new FirstPass(parts(store), due::add);
    List<TrackedLog> found = IntStream.range(0, 100).mapToObj(_ -> found(pass, LONG_AGO)).toList();
    pass.run();
    assertThat(due).hasSameElementsAs(found);
    assertThat(due).allMatch(log -> log.state.remote() instanceof Remote.Unknown && !log.listing);
  }

  private TrackedLog found(FirstPass pass, Duration ago) {
    var path = new LogPath("task" + time.now() + "/1.log");
    time.pass(Duration.ofMillis(1));
    var log = new TrackedLog(path, MirrorState.unknown(), time.now());
    long wall = time.timing(new SplittableRandom(1)).wallClock().millis() - ago.toMillis();
    log.foundModified = TimeUnit.MILLISECONDS.toNanos(wall);
    pass.found(log);
    return log;
  }

  private EngineParts parts(FakeObjectStore store) {
    var settings =
        new EngineSettings("logs/", Freshness.BALANCED, 8_000_000, 4, 16, Optional.empty());
    var around = new EngineParts.Surroundings(time.timing(new SplittableRandom(1)), _ -> {});
    return EngineParts.of(new LogFolder(folder), store, settings, around);
  }
}
