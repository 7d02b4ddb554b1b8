package io.runtimeagent.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.lock.FolderLock;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One test for each hard case of the folders that a shipper works with.
class HardFoldersTest {
  private static final String LOG = "dag_id=d/run_id=r/task_id=t/attempt=1.log";
  private static final String OTHER = "dag_id=d/run_id=r/task_id=u/attempt=1.log";

  private final Path logs;
  private final Path state;

  HardFoldersTest(@TempDir Path temp) throws IOException {
    this.logs = Files.createDirectories(temp.resolve("logs"));
    this.state = temp.resolve("state");
  }

  @Test
  void fullStateDirectory_costsNoByte() throws IOException {
    Files.createDirectories(state);
    Files.createSymbolicLink(state.resolve("checkpoint.new"), Path.of("/dev/full"));
    shipsWithoutCheckpoint();
    Files.delete(state.resolve("checkpoint.new"));
  }

  /// Root may write anywhere, so that a file stands in the directory's place.
  @Test
  void readOnlyStateDirectory_costsNoByte() throws IOException {
    Files.writeString(state, "no directory");
    shipsWithoutCheckpoint();
  }

  private void shipsWithoutCheckpoint() {
    var first = Shipping.of(logs);
    try (first) {
      first.started().append(LOG, "one\n");
      first.awaitObject(LOG, "one\n");
    }
    first.awaitEvent(ShipEvent.CheckpointFailed.class);
    try (var again = new Shipping(logs, first.bucket, FaultPlan.NONE).started()) {
      again.append(LOG, "two\n");
      again.awaitObject(LOG, "one\ntwo\n");
      assertThat(first.bucket.keysThatDidNotOnlyGrow()).isEmpty();
    }
  }

  @Test
  void checkpointThatIsTornOrEmptyOrNewer_costsRequestsOnly() throws IOException {
    FakeBucket bucket = FakeBucket.create();
    try (var first = new Shipping(logs, bucket, FaultPlan.NONE).started()) {
      first.append(LOG, "one\n");
      first.awaitObject(LOG, "one\n");
    }
    byte[] whole = Files.readAllBytes(state.resolve("checkpoint"));
    byte[] newer = whole.clone();
    newer[7]++;
    byte[][] useless = {{}, java.util.Arrays.copyOf(whole, whole.length / 2), newer};
    String expected = "one\n";
    for (byte[] checkpoint : useless) {
      Files.write(state.resolve("checkpoint"), checkpoint);
      try (var again = new Shipping(logs, bucket, FaultPlan.NONE).started()) {
        again.awaitEvent(ShipEvent.CheckpointFailed.class);
        again.append(LOG, "more\n");
        expected += "more\n";
        again.awaitObject(LOG, expected);
      }
    }
    assertThat(bucket.keysThatDidNotOnlyGrow()).isEmpty();
  }

  /// No lock file can be made there; who may write nevertheless is kept out by a folder of its
  /// name.
  @Test
  void readOnlyLogFolder_isShipped() throws IOException {
    try (var before = Shipping.of(logs)) {
      before.append(LOG, "one\n");
    }
    Files.deleteIfExists(logs.resolve(FolderLock.NAME));
    Files.createDirectory(logs.resolve(FolderLock.NAME));
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("r-xr-xr-x"));
    try (var shipping = Shipping.of(logs).started()) {
      shipping.awaitObject(LOG, "one\n");
      shipping.awaitEvent(ShipEvent.LockUnavailable.class);
    } finally {
      Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /// As on a network file system, which notifies of nothing that other hosts do.
  @Test
  void folderWithoutNotification_isLookedThrough() throws Exception {
    var shipping = Shipping.of(logs);
    var parts = ShipperParts.system(shipping.events::add);
    try (var tenure = new Tenure(Shipping.config(logs), shipping.store, parts, Optional.empty())) {
      shipping.append(LOG, "one\n");
      tenure.begin(Tenure.Notice.WALK_ONLY);
      awaitTended(tenure, shipping, LOG, "one\n");
      shipping.append(LOG, "two\n");
      awaitTended(tenure, shipping, LOG, "one\ntwo\n");
      shipping.append(OTHER, "new\nno end");
      awaitTended(tenure, shipping, OTHER, "new\nno end");
      Files.writeString(logs.resolve(OTHER), "truncated, and longer than before\n");
      awaitTended(tenure, shipping, OTHER, "new\nno end\ntruncated, and longer than before\n");
      Files.delete(logs.resolve(LOG));
      shipping.append(LOG, "again\n");
      awaitTended(tenure, shipping, LOG, "one\ntwo\nagain\n");
    }
  }

  private static void awaitTended(Tenure tenure, Shipping shipping, String log, String content) {
    boolean there =
        Await.within(
            Shipping.LONG,
            () -> {
              tenure.tend();
              return shipping.object(log).equals(content);
            });
    assertThat(there).as("'%s', %s", shipping.object(log), shipping.events).isTrue();
  }

  @Test
  void withoutPermissionToList_eachLogCostsALook() {
    FaultPlan faults =
        (operation, _) -> operation == Operation.LIST ? new Fault.Refused() : new Fault.None();
    var shipping = new Shipping(logs, FakeBucket.create(), faults);
    for (int task = 0; task < 40; task++) {
      shipping.append("task" + task + "/attempt=1.log", "line\n");
    }
    try (shipping) {
      shipping.started();
      for (int task = 0; task < 40; task++) {
        shipping.awaitObject("task" + task + "/attempt=1.log", "line\n");
      }
      assertThat(shipping.shipper.status().held()).isEmpty();
    }
  }

  @Test
  void onePass_doesNotWaitForWhatCanBeNoLog() throws Exception {
    var shipping = Shipping.of(logs);
    shipping.append(LOG, "one\n");
    Files.createSymbolicLink(logs.resolve("linked.log"), logs.resolve(LOG));
    String script = "printf 'x' > \"$(printf 'caf\\351.log')\"";
    var shell = new ProcessBuilder("sh", "-c", script).directory(logs.toFile());
    assertThat(shell.start().waitFor()).isZero();
    var parts = ShipperParts.system(shipping.events::add);
    var pass = new OnePass(Shipping.config(logs), shipping.store, parts, Duration.ofHours(1));
    DrainReport report =
        assertTimeoutPreemptively(Shipping.LONG, () -> pass.run(_ -> {}), "It waits for nothing.");
    assertThat(report.left())
        .singleElement()
        .satisfies(left -> assertThat(left.why()).isEqualTo("its name is not UTF-8"));
    assertThat(shipping.object(LOG)).isEqualTo("one\n");
  }

  @Test
  void bucketThatIsMissing_isWaitedFor() {
    var missing = new AtomicBoolean(true);
    FaultPlan faults = (_, _) -> missing.get() ? new Fault.Refused() : new Fault.None();
    try (var shipping = new Shipping(logs, FakeBucket.create(), faults).started()) {
      shipping.append(LOG, "one\n");
      shipping.append(OTHER, "two\n");
      shipping.awaitEvent(ShipEvent.StoreHeld.class);
      missing.set(false);
      shipping.awaitObject(LOG, "one\n");
      shipping.awaitObject(OTHER, "two\n");
    }
  }
}
