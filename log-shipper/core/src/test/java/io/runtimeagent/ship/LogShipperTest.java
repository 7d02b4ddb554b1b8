package io.runtimeagent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShipperTest {
  private static final String LOG = "dag_id=d/run_id=r/task_id=t/attempt=1.log";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path temp;

  @Test
  void growingLog_appearsLineByLine() {
    try (var shipping = Shipping.of(logs()).started()) {
      shipping.append(LOG, "one\n");
      shipping.awaitObject(LOG, "one\n");
      shipping.append(LOG, "two\nthr");
      shipping.awaitObject(LOG, "one\ntwo\nthr");
      shipping.append(LOG, "ee\n");
      shipping.awaitObject(LOG, "one\ntwo\nthree\n");
      assertThat(shipping.bucket.keysThatDidNotOnlyGrow()).isEmpty();
    }
  }

  @Test
  void logFolder_mayComeLater() throws IOException {
    Path late = temp.resolve("late/logs");
    try (var shipping = Shipping.of(late).started()) {
      shipping.awaitEvent(ShipEvent.FolderUnreadable.class);
      assertThat(shipping.shipper.status().firstPassDone()).as("nothing to look at").isTrue();
      Files.createDirectories(late);
      shipping.append(LOG, "here\n");
      shipping.awaitObject(LOG, "here\n");
    }
  }

  @Test
  void bugInOnePass_isToldAndEndsNothing() {
    var thrown = new AtomicBoolean();
    ShipListener broken =
        event -> {
          if (event instanceof ShipEvent.FolderReconciled && thrown.compareAndSet(false, true)) {
            throw new IllegalStateException("a bug");
          }
        };
    var bucket = FakeBucket.create();
    try (var shipping = new Shipping(logs(), bucket, FaultPlan.NONE, broken).started()) {
      shipping.awaitEvent(ShipEvent.PassBroken.class);
      shipping.append(LOG, "here\n");
      shipping.awaitObject(LOG, "here\n");
    }
  }

  @Test
  void logFolder_mayBeReplaced() throws IOException {
    try (var shipping = Shipping.of(logs()).started()) {
      shipping.append(LOG, "old\n");
      shipping.awaitObject(LOG, "old\n");
      Files.move(logs(), temp.resolve("moved"));
      Files.createDirectories(logs());
      shipping.append("other/x.log", "new\n");
      shipping.awaitObject("other/x.log", "new\n");
    }
  }

  @Test
  void restart_overCompleteLogs_sendsNothing() {
    try (var shipping = Shipping.of(logs()).started()) {
      for (int i = 0; i < 50; i++) {
        shipping.append("task" + i + "/attempt=1.log", "line of " + i + "\n");
      }
      shipping.awaitEvents(ShipEvent.ObjectCreated.class, 50);
      try (var again = restarted(shipping)) {
        again.awaitEvent(ShipEvent.FolderReconciled.class);
        again.append("fresh/attempt=1.log", "x\n");
        again.awaitObject("fresh/attempt=1.log", "x\n");
        assertThat(again.store.requests(Operation.INSPECT)).isZero();
        assertThat(again.store.requests(Operation.CREATE)).isEqualTo(1);
      }
    }
  }

  @Test
  void restart_withoutState_learnsFromTheListingAlone() throws IOException {
    try (var shipping = Shipping.of(logs()).started()) {
      for (int i = 0; i < 50; i++) {
        shipping.append("task" + i + "/attempt=1.log", "line of " + i + "\n");
      }
      for (int i = 0; i < 50; i++) {
        shipping.awaitObject("task" + i + "/attempt=1.log", "line of " + i + "\n");
        Files.setLastModifiedTime(
            logs().resolve("task" + i + "/attempt=1.log"),
            FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      }
      try (var again = restartedWithoutState(shipping)) {
        again.awaitEvent(ShipEvent.FolderReconciled.class);
        again.append("task7/attempt=1.log", "more\n");
        again.awaitObject("task7/attempt=1.log", "line of 7\nmore\n");
        assertThat(again.store.requests(Operation.INSPECT)).isLessThanOrEqualTo(1);
        assertThat(again.store.requests(Operation.LIST)).isEqualTo(1);
      }
    }
  }

  private Shipping restartedWithoutState(Shipping before) throws IOException {
    before.close();
    Files.delete(temp.resolve("state/checkpoint"));
    return new Shipping(logs(), before.bucket, FaultPlan.NONE).started();
  }

  private Shipping restarted(Shipping before) {
    before.close();
    return new Shipping(logs(), before.bucket, FaultPlan.NONE).started();
  }

  @Test
  void drain_storesUnterminatedTails_andSaysWhatIsLeft() throws Exception {
    var away = new AtomicBoolean();
    FaultPlan faults = (_, _) -> away.get() ? new Fault.DroppedBefore() : new Fault.None();
    try (var shipping = new Shipping(logs(), FakeBucket.create(), faults).started()) {
      shipping.append(LOG, "a line\nand no end");
      shipping.awaitObject(LOG, "a line\nand no end");
      away.set(true);
      shipping.append(LOG, " of it");
      DrainReport report = shipping.shipper.drain(Duration.ofMillis(1_500));
      assertThat(report.left()).hasSize(1);
      assertThat(report.left().getFirst().log().value()).isEqualTo(LOG);
      assertThat(report.left().getFirst().bytes()).isEqualTo(6);
    }
    try (var next = new Shipping(logs(), FakeBucket.create(), FaultPlan.NONE)) {
      next.shipper.start();
      DrainReport report = next.shipper.drain(Shipping.LONG);
      assertThat(report.complete()).isTrue();
      assertThat(next.object(LOG)).isEqualTo("a line\nand no end of it");
    }
  }

  @Test
  void secondShipper_standsBy_andTakesOver() {
    var first = Shipping.of(logs()).started();
    first.append(LOG, "one\n");
    first.awaitObject(LOG, "one\n");
    try (var second = new Shipping(logs(), first.bucket, FaultPlan.NONE).started()) {
      second.awaitEvent(ShipEvent.StandbyBegan.class);
      assertThat(second.store.requests()).isZero();
      first.close();
      second.append(LOG, "two\n");
      second.awaitObject(LOG, "one\ntwo\n");
    }
  }

  @Test
  void logThatIsDeletedWhileItGrows_isDrainedFromItsOpenFile() throws IOException {
    try (var shipping = Shipping.of(logs()).started()) {
      shipping.append(LOG, "one\n");
      shipping.awaitObject(LOG, "one\n");
      try (var writer = FileChannel.open(logs().resolve(LOG), StandardOpenOption.APPEND)) {
        Files.delete(logs().resolve(LOG));
        writer.write(java.nio.ByteBuffer.wrap("last words\n".getBytes(StandardCharsets.UTF_8)));
        shipping.awaitObject(LOG, "one\nlast words\n");
      }
    }
  }

  @Test
  void refusal_holdsEverything_andEndsWithoutRestart() {
    var refused = new AtomicBoolean(true);
    FaultPlan faults = (_, _) -> refused.get() ? new Fault.Refused() : new Fault.None();
    try (var shipping = new Shipping(logs(), FakeBucket.create(), faults).started()) {
      shipping.append(LOG, "one\n");
      shipping.awaitEvent(ShipEvent.StoreHeld.class);
      assertThat(shipping.shipper.status().held()).isPresent();
      refused.set(false);
      shipping.awaitObject(LOG, "one\n");
      shipping.awaitEvent(ShipEvent.StoreReleased.class);
    }
  }

  @Test
  void storeThatIgnoresConditions_isFoundOutAtStart() throws IOException {
    ShipperConfig config = Shipping.config(logs()).with(ShipperConfig.Canary.AT_START);
    var store = new FakeObjectStore(FakeBucket.ignoringConditions());
    try (var shipper = new LogShipper(config, store, ShipperParts.system(_ -> {}))) {
      assertThat(shipper.status().conditions()).isEqualTo(Conditions.UNPROVEN);
      shipper.start();
      Await.until(
          Shipping.LONG,
          "the canary's proof",
          () -> shipper.status().conditions() == Conditions.IGNORED);
    }
  }

  @Test
  void linkedLogs_areNeverRead() throws IOException {
    Path secret = Files.createDirectories(temp.resolve("outside"));
    Files.writeString(secret.resolve("x.log"), "secret\n");
    try (var shipping = Shipping.of(logs()).started()) {
      shipping.append(LOG, "one\n");
      Files.createSymbolicLink(logs().resolve("linked.log"), secret.resolve("x.log"));
      Files.createSymbolicLink(logs().resolve("linked"), secret);
      shipping.awaitEvent(ShipEvent.LogUnshipped.class);
      shipping.awaitObject(LOG, "one\n");
      assertThat(shipping.bucket.keys()).hasSize(1);
    }
  }

  @Test
  void onePass_storesWhatIsThere_andASecondOneSendsNothing() throws Exception {
    var shipping = Shipping.of(logs());
    for (int i = 0; i < 100; i++) {
      shipping.append("task" + i + "/attempt=1.log", "line " + i + "\nand no end");
    }
    DrainReport first = pass(shipping);
    assertThat(first.complete()).isTrue();
    assertThat(shipping.bucket.keys()).hasSize(100);
    long before = shipping.store.requests();
    assertThat(pass(shipping).complete()).isTrue();
    assertThat(shipping.store.requests() - before).isLessThan(30);
  }

  private static DrainReport pass(Shipping shipping) throws Exception {
    return new OnePass(
            Shipping.config(shipping.folder),
            shipping.store,
            ShipperParts.system(shipping.events::add),
            Duration.ofSeconds(10))
        .run(_ -> {});
  }

  @Test
  void idleLogs_costNoDescriptor() {
    try (var shipping = Shipping.of(logs()).started()) {
      shipping.append(LOG, "one\n");
      shipping.awaitObject(LOG, "one\n");
      Await.until(Shipping.LONG, "all files closed", () -> openLogs() == 0);
    }
  }

  private long openLogs() {
    try (var fds = Files.list(Path.of("/proc/self/fd"))) {
      return fds.filter(fd -> target(fd).endsWith("attempt=1.log")).count();
    } catch (IOException e) {
      return -1;
    }
  }

  private static String target(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private Path logs() {
    try {
      return Files.createDirectories(temp.resolve("logs"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
