package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Creating, replacing, deleting, and what an object says of itself.
interface WriteContract extends StoreBench {

  @Test
  default void inspect_absent_saysSo() {
    assertThat(store().inspect(key("absent.log"))).isEqualTo(new Inspection.Absent());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 262_143, 262_144, 1_048_577})
  default void create_absent_storesBytesAndRecord(int length) throws IOException {
    ObjectKey key = key("created.log");
    byte[] content = Samples.bytes(length, 1);
    StoredObject object = created(key, content);
    assertStored(key, content);
    assertThat(present(key).version()).isEqualTo(object.version());
    assertThat(object.length()).isEqualTo(length);
    assertThat(object.record()).isEqualTo(present(key).record());
  }

  @Test
  default void create_existing_conflictsAndChangesNothing() throws IOException {
    ObjectKey key = key("taken.log");
    byte[] content = Samples.bytes(100, 1);
    created(key, content);
    StoredObject before = present(key);
    byte[] other = Samples.bytes(200, 2);
    assertThat(store().create(key, Content.of(other), Samples.record(other)))
        .isInstanceOf(WriteOutcome.Conflict.class);
    assertUnchanged(key, before, content);
  }

  @Test
  default void create_afterDelete_storesAgain() throws IOException {
    ObjectKey key = key("again.log");
    StoredObject first = created(key, Samples.bytes(100, 1));
    store().delete(key, first.version());
    created(key, Samples.bytes(50, 2));
    assertStored(key, Samples.bytes(50, 2));
  }

  @Test
  default void create_longestRecord_comesBack() {
    assumeThat(keepsRecords()).isTrue();
    ObjectKey key = key("record.log");
    byte[] content = Samples.bytes(100, 1);
    ObjectRecord record = Samples.longRecord(content);
    assertThat(record.encode()).hasSizeBetween(1_400, 1_500);
    committed(store().create(key, Content.of(content), record));
    assertThat(present(key).record()).isEqualTo(ObjectRecord.decode(record.encode()));
  }

  @Test
  default void create_changedSource_storesNothing() throws IOException {
    ObjectKey key = key("changed.log");
    byte[] content = Samples.bytes(300_000, 1);
    assertThat(store().create(key, Samples.changing(content), Samples.record(content)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
    assertThat(listed(key.value())).isEmpty();
    created(key, content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 300_000})
  default void create_changedSourceFoundAtItsEnd_storesNothing(int length) throws IOException {
    ObjectKey key = key("changed.log");
    byte[] content = Samples.bytes(length, 1);
    assertThat(store().create(key, Samples.changedInTheEnd(content), Samples.record(content)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @Test
  default void create_unreadableSource_storesNothing() {
    ObjectKey key = key("unreadable.log");
    byte[] content = Samples.bytes(1_000, 1);
    assertThat(store().create(key, Samples.unreadable(content), Samples.record(content)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @Test
  default void replace_current_changesBytesAndDropsRecord() throws IOException {
    ObjectKey key = key("lease");
    byte[] content = Samples.bytes(100, 1);
    StoredObject object = created(key, content);
    byte[] other = Samples.bytes(100, 2);
    StoredObject now = committed(store().replace(key, object.version(), Content.of(other)));
    assertThat(now).isEqualTo(present(key));
    assertThat(now.version()).isNotEqualTo(object.version());
    assertThat(now.record()).isEmpty();
    assertThat(content(key, now)).isEqualTo(other);
  }

  @Test
  default void replace_manyTimesSameLength_isAnotherVersionEachTime() throws IOException {
    ObjectKey key = key("lease");
    StoredObject object = created(key, lease(0));
    for (int turn = 1; turn <= 20; turn++) {
      StoredObject next =
          committed(store().replace(key, object.version(), Content.of(lease(turn))));
      assertThat(store().replace(key, object.version(), Content.of(lease(99))))
          .isInstanceOf(WriteOutcome.Conflict.class);
      object = next;
    }
    assertThat(content(key, object)).isEqualTo(lease(20));
  }

  @Test
  default void replace_absent_conflicts() throws IOException {
    ObjectKey key = key("vanished");
    StoredObject object = created(key, Samples.bytes(10, 1));
    store().delete(key, object.version());
    assertThat(store().replace(key, object.version(), Content.of(Samples.bytes(10, 2))))
        .isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @Test
  default void replace_changedSource_changesNothing() throws IOException {
    ObjectKey key = key("lease");
    byte[] content = Samples.bytes(100, 1);
    created(key, content);
    StoredObject before = present(key);
    assertThat(store().replace(key, before.version(), Samples.changing(Samples.bytes(100, 2))))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertUnchanged(key, before, content);
  }

  @Test
  default void delete_current_removes() throws IOException {
    ObjectKey key = key("canary");
    StoredObject object = created(key, Samples.bytes(10, 1));
    store().delete(key, object.version());
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @Test
  default void delete_absent_isNoError() throws IOException {
    ObjectKey key = key("canary");
    StoredObject object = created(key, Samples.bytes(10, 1));
    store().delete(key, object.version());
    store().delete(key, object.version());
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @Test
  default void delete_stale_isRejected() throws IOException {
    assumeThat(deletesConditionally()).isTrue();
    ObjectKey key = key("canary");
    StoredObject object = created(key, lease(1));
    committed(store().replace(key, object.version(), Content.of(lease(2))));
    assertFails(
        () -> {
          store().delete(key, object.version());
          return "deleted";
        },
        StoreFailure.Rejected.class);
    assertThat(content(key, present(key))).isEqualTo(lease(2));
  }

  private static byte[] lease(int turn) {
    return "holder %03d".formatted(turn).getBytes(StandardCharsets.UTF_8);
  }
}
