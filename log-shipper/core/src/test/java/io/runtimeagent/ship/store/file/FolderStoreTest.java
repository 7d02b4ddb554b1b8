package io.runtimeagent.ship.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest {
  private static final byte[] BYTES = Samples.bytes(100, 1);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");
  private final Path folder;
  private final Path temporary;
  private final List<String> told = new ArrayList<>();
  private final FolderStore store;

  FolderStoreTest(@TempDir Path parent) {
    this.folder = parent.resolve("not/there/yet");
    this.temporary = folder.resolve(".runtime-agent/tmp");
    this.store = new FolderStore(folder, ".runtime-agent/", () -> NOW, this::tell);
  }

  private void tell(Operation operation, RequestOutcome outcome, Duration took) {
    told.add(operation + " " + outcome);
  }

  private WriteOutcome create(String key) {
    return store.create(new ObjectKey(key), Content.of(BYTES), Samples.record(BYTES));
  }

  private StoredObject created(String key) {
    return ((WriteOutcome.Committed) create(key)).object();
  }

  @Test
  void folder_missing_isMade() throws IOException {
    assertThat(store.inspect(new ObjectKey("a.log"))).isEqualTo(new Inspection.Absent());
    store.list("", _ -> true);
    assertThat(store.sweep("")).isZero();
    created("dag_id=d/a.log");
    assertThat(folder.resolve("dag_id=d/a.log")).hasBinaryContent(BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../out.log",
        "a/../../out.log",
        "a/../b.log",
        "/etc/out.log",
        "a//b.log",
        "a/./b.log",
        "a/",
        ".",
        "nul\0.log",
        ".runtime-agent/tmp/x",
        ".runtime-agent/lock/00"
      })
  void key_thatIsNoPathBelow_isRejected(String key) {
    assertThat(create(key)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(failure(key)).isInstanceOf(StoreFailure.Rejected.class);
  }

  @Test
  void key_longerThanAName_isRejected() {
    assertThat(create("é".repeat(128))).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(create("é".repeat(127))).isInstanceOf(WriteOutcome.Committed.class);
    assertThat(create("d".repeat(256) + "/a.log")).isInstanceOf(WriteOutcome.Rejected.class);
  }

  @Test
  void key_throughALink_isRejected() throws IOException {
    Path outside = Files.createDirectories(folder.resolveSibling("outside"));
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("dangling"), outside.resolve("not there"));
    Files.createSymbolicLink(folder.resolve("a.log"), outside.resolve("b.log"));
    for (String key : List.of("link/a.log", "link/new/a.log", "dangling/a.log", "a.log")) {
      assertThat(create(key)).as(key).isNotInstanceOf(WriteOutcome.Committed.class);
    }
    assertThat(failure("link/a.log")).isInstanceOf(StoreFailure.Rejected.class);
    assertThat(outside).isEmptyDirectory();
    store.list(
        "",
        object -> {
          throw new AssertionError(object);
        });
  }

  @Test
  void folder_thatIsALink_isFollowed() throws IOException {
    Path outside = Files.createDirectories(folder.resolveSibling("outside"));
    Files.createDirectories(folder.getParent());
    Files.createSymbolicLink(folder, outside);
    created("a/b.log");
    assertThat(outside.resolve("a/b.log")).hasBinaryContent(BYTES);
    var keys = new ArrayList<String>();
    store.list("a/", object -> keys.add(object.key().value()));
    assertThat(keys).containsExactly("a/b.log");
  }

  @Test
  void folderAtTheKey_isRejected() {
    created("a.log/b.log");
    assertThat(failure("a.log")).isInstanceOf(StoreFailure.Rejected.class);
    assertThat(create("a.log/b.log/c.log")).isInstanceOf(WriteOutcome.Rejected.class);
  }

  @Test
  void folder_thatIsAFile_isRefused() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file");
    assertThat(create("a.log")).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(create("dag/run/a.log")).isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void folder_notWritable_isRefused() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();
    assertThat(create("a.log")).isInstanceOf(WriteOutcome.Refused.class);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(create("a.log")).isInstanceOf(WriteOutcome.Committed.class);
  }

  @Test
  void versions_ofOneMomentAndLength_differ() {
    ObjectKey key = new ObjectKey("lease");
    StoredObject first = created("lease");
    var second = (WriteOutcome.Committed) store.replace(key, first.version(), Content.of(BYTES));
    assertThat(second.object().version()).isNotEqualTo(first.version());
  }

  @Test
  void writes_leaveNothingTemporary() throws IOException {
    StoredObject object = created("a.log");
    create("a.log");
    store.append(new ObjectKey("a.log"), Samples.withWhole(object, BYTES, BYTES));
    store.append(new ObjectKey("a.log"), Samples.withWhole(object, BYTES, BYTES));
    store.create(new ObjectKey("b.log"), Samples.changing(BYTES), Samples.record(BYTES));
    assertThat(temporary).isEmptyDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void sweep_takesOnlyWhatIsOlderThanAnHour() throws IOException {
    created("a.log");
    Path old = Files.write(temporary.resolve("old"), BYTES);
    Path young = Files.write(temporary.resolve("young"), BYTES);
    Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(3_601)));
    Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(3_599)));
    Files.setLastModifiedTime(folder.resolve("a.log"), FileTime.from(NOW.minusSeconds(9_999)));
    assertThat(store.sweep("")).isEqualTo(1);
    assertThat(young).exists();
    assertThat(folder.resolve("a.log")).exists();
  }

  @Test
  void leftovers_areNoObjectsAndHinderNobody() throws IOException {
    Files.createDirectories(temporary);
    Files.write(temporary.resolve("torn"), BYTES);
    StoredObject object = created(".runtime-agent/lease/heartbeat");
    var keys = new ArrayList<String>();
    store.list("", found -> keys.add(found.key().value()));
    store.list(".runtime-agent/", found -> keys.add(found.object().version()));
    assertThat(keys).containsExactly(".runtime-agent/lease/heartbeat", object.version());
  }

  @Test
  void requests_areTold() {
    create("a.log");
    create("a.log");
    store.inspect(new ObjectKey("../a"));
    assertThat(told).containsExactly("CREATE OK", "CREATE CONFLICT", "INSPECT REJECTED");
  }

  private Object failure(String key) {
    return store.inspect(new ObjectKey(key)) instanceof Inspection.Failed(var failure)
        ? failure
        : "no failure";
  }
}
