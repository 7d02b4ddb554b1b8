package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One test for each hard case that the store or the clock makes, on a single log.
class HardStoresTest {
  private static final LogPath LOG = new LogPath("run_id=r/task_id=t/attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey(SimulatedAgent.PREFIX + LOG.value());

  private final FakeTime time = new FakeTime();
  private final FakeBucket bucket = FakeBucket.create();
  private FaultPlan faults = FaultPlan.NONE;
  private final FakeObjectStore store =
      new FakeObjectStore(bucket, (operation, key) -> faults.next(operation, key));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  @Test
  void clockSteps_ofAnHourBothWays_changeNothing() throws IOException {
    long seed = RandomGenerator.getDefault().nextLong();
    var random = new SplittableRandom(seed);
    SimulatedAgent agent = agent();
    var expected = new StringBuilder();
    for (int line = 0; line < 60; line++) {
      time.step(Duration.ofHours(random.nextInt(3) - 1));
      append("line " + line + "\n");
      expected.append("line ").append(line).append('\n');
      if (random.nextInt(5) == 0) {
        agent.crash(random.nextBoolean() ? agent.checkpoint() : Optional.empty());
      }
      if (random.nextInt(3) == 0) {
        agent.settle(time);
        assertThat(object()).as("seed %d", seed).isEqualTo(expected.toString());
      } else {
        agent.work();
        time.pass(Duration.ofSeconds(1));
      }
    }
    agent.settle(time);
    assertThat(object()).as("seed %d", seed).isEqualTo(expected.toString());
    assertThat(bucket.keysThatDidNotOnlyGrow()).isEmpty();
  }

  @Test
  void clockStepBack_delaysNoWrite() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    agent.settle(time);
    time.step(Duration.ofHours(-1));
    append("two\n");
    time.pass(Duration.ofSeconds(31));
    agent.work();
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void throttledWithRetryAfter_isNotAskedBefore() throws IOException {
    append("one\n");
    faults = (_, _) -> new Fault.Throttled(Duration.ofSeconds(17));
    SimulatedAgent agent = agent();
    LogWorker.Next next = agent.work();
    assertThat(next.dueAt().orElseThrow())
        .isGreaterThanOrEqualTo(time.now() + Duration.ofSeconds(17).toNanos());
    faults = FaultPlan.NONE;
    time.pass(Duration.ofSeconds(18));
    agent.work();
    assertThat(object()).isEqualTo("one\n");
  }

  /// Without permission to list, S3 says 403 to a HEAD of what is absent.
  @Test
  void lookThatIsForbidden_letsTheConditionalCreateDecide() throws IOException {
    faults =
        (operation, _) ->
            operation == Operation.INSPECT ? new Fault.PerhapsAbsent() : new Fault.None();
    append("one\n");
    agent().settle(time);
    assertThat(object()).isEqualTo("one\n");
  }

  @Test
  void writeAcceptedAndThenDropped_isFoundByLooking() throws IOException {
    append("one\n");
    faults = once(Operation.CREATE, new Fault.DroppedAfter());
    SimulatedAgent agent = agent();
    agent.settle(time);
    append("two\n");
    faults = once(Operation.REWRITE, new Fault.DroppedAfter());
    agent.settle(time);
    assertThat(object()).isEqualTo("one\ntwo\n");
    assertThat(agent.events.stream().filter(ShipEvent.SegmentBegan.class::isInstance)).isEmpty();
  }

  @Test
  void keyThatTheStoreRejects_isCountedAndTriedAgainLater() throws IOException {
    append("one\n");
    faults = (_, _) -> new Fault.Rejected();
    SimulatedAgent agent = agent();
    agent.work();
    agent.work();
    assertThat(agent.events).anyMatch(ShipEvent.LogUnshipped.class::isInstance);
    faults = FaultPlan.NONE;
    time.pass(Duration.ofHours(1));
    agent.settle(time);
    assertThat(object()).isEqualTo("one\n");
  }

  private static FaultPlan once(Operation spoilt, Fault fault) {
    var done = new java.util.concurrent.atomic.AtomicBoolean();
    return (operation, _) ->
        operation == spoilt && !done.getAndSet(true) ? fault : new Fault.None();
  }

  private SimulatedAgent agent() {
    return new SimulatedAgent(folder, LOG, store, time.timing(new SplittableRandom(1)));
  }

  private void append(String text) throws IOException {
    Path file = folder.resolve(LOG.value());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String object() {
    return bucket.content(KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }
}
