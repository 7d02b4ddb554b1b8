package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Growing, at every length, and what happens when the object is not what the writer last saw.
interface AppendContract extends StoreBench {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 65535",
    "65535, 1",
    "65536, 1",
    "65536, 65536",
    "262143, 2",
    "262144, 300000"
  })
  default void append_anyLength_growsByThoseBytes(int stored, int added) throws IOException {
    growsTwice(Samples.bytes(stored, 1), Samples.bytes(added, 2));
  }

  @Test
  default void append_acrossAndAboveTheSwitch_growsByThoseBytes() throws IOException {
    long threshold = store().traits().appendsFromBytes();
    assumeThat(threshold).isBetween(1L, 64L << 20);
    growsTwice(Samples.bytes((int) threshold - 1, 1), Samples.bytes(2, 2));
    growsTwice(Samples.bytes((int) threshold, 3), Samples.bytes(70_000, 4));
    growsTwice(Samples.bytes((int) threshold + 1, 5), Samples.bytes(1, 6));
  }

  /// Once with the whole at hand, once without.
  private void growsTwice(byte[] stored, byte[] added) throws IOException {
    ObjectKey key = key("grows-%d-%d.log".formatted(stored.length, added.length));
    StoredObject base = created(key, stored);
    StoredObject grown = committed(store().append(key, Samples.withWhole(base, stored, added)));
    byte[] all = Samples.concat(stored, added);
    assertThat(grown).isEqualTo(present(key));
    assertStored(key, all);
    StoredObject again = committed(store().append(key, Samples.withoutWhole(grown, all, added)));
    assertThat(again).isEqualTo(present(key));
    assertThat(again.version()).isNotEqualTo(grown.version());
    assertStored(key, Samples.concat(all, added));
  }

  @Test
  default void append_manySmall_allStayInOrder() throws IOException {
    ObjectKey key = key("lines.log");
    byte[] all = Samples.bytes(37, 0);
    StoredObject object = created(key, all);
    for (int turn = 1; turn <= 40; turn++) {
      byte[] line = Samples.bytes(turn % 7 == 0 ? 70_000 : 61, turn);
      Addition addition =
          turn % 2 == 0
              ? Samples.withWhole(object, all, line)
              : Samples.withoutWhole(object, all, line);
      object = committed(store().append(key, addition));
      all = Samples.concat(all, line);
    }
    assertStored(key, all);
  }

  @Test
  default void append_longestRecord_comesBack() {
    assumeThat(keepsRecords()).isTrue();
    ObjectKey key = key("record.log");
    byte[] stored = Samples.bytes(100, 1);
    StoredObject base = created(key, stored);
    byte[] added = Samples.bytes(10, 2);
    ObjectRecord record = Samples.longRecord(Samples.concat(stored, added));
    committed(store().append(key, new Addition(base, Content.of(added), Optional.empty(), record)));
    assertThat(present(key).record()).isEqualTo(ObjectRecord.decode(record.encode()));
  }

  @Test
  default void append_stale_conflictsAndChangesNothing() throws IOException {
    for (int length : lengths()) {
      ObjectKey key = key("stale-%d.log".formatted(length));
      byte[] stored = Samples.bytes(length, 1);
      StoredObject first = created(key, stored);
      byte[] added = Samples.bytes(10, 2);
      committed(store().append(key, Samples.withWhole(first, stored, added)));
      StoredObject before = present(key);
      byte[] other = Samples.bytes(10, 3);
      assertThat(store().append(key, Samples.withWhole(first, stored, other)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(store().append(key, Samples.withoutWhole(first, stored, other)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertUnchanged(key, before, Samples.concat(stored, added));
    }
  }

  @Test
  default void append_vanished_conflictsAndCreatesNothing() throws IOException {
    for (int length : lengths()) {
      ObjectKey key = key("vanished-%d.log".formatted(length));
      byte[] stored = Samples.bytes(length, 1);
      StoredObject base = created(key, stored);
      store().delete(key, base.version());
      byte[] added = Samples.bytes(10, 2);
      assertThat(store().append(key, Samples.withWhole(base, stored, added)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(store().append(key, Samples.withoutWhole(base, stored, added)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
    }
  }

  @Test
  default void append_overwrittenByOthers_conflictsAndChangesNothing() throws Exception {
    for (int length : lengths()) {
      ObjectKey key = key("overwritten-%d.log".formatted(length));
      byte[] stored = Samples.bytes(length, 1);
      StoredObject base = created(key, stored);
      byte[] theirs = Samples.bytes(length, 9);
      putForeign(key, theirs, Map.of());
      StoredObject before = present(key);
      byte[] added = Samples.bytes(10, 2);
      assertThat(store().append(key, Samples.withWhole(base, stored, added)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(store().append(key, Samples.withoutWhole(base, stored, added)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertUnchanged(key, before, theirs);
    }
  }

  @Test
  default void append_changedSource_changesNothing() throws IOException {
    for (int length : lengths()) {
      ObjectKey key = key("changed-%d.log".formatted(length));
      byte[] stored = Samples.bytes(length, 1);
      created(key, stored);
      StoredObject before = present(key);
      byte[] added = Samples.bytes(200_000, 2);
      byte[] all = Samples.concat(stored, added);
      Content part = Samples.changing(added);
      Content whole = Samples.changing(all);
      assertThat(
              store()
                  .append(key, new Addition(before, part, Optional.of(whole), Samples.record(all))))
          .isInstanceOf(WriteOutcome.SourceChanged.class);
      assertThat(
              store()
                  .append(key, new Addition(before, part, Optional.empty(), Samples.record(all))))
          .isInstanceOf(WriteOutcome.SourceChanged.class);
      assertUnchanged(key, before, stored);
      assertThat(listed(key.value())).hasSize(1);
      committed(store().append(key, Samples.withWhole(before, stored, added)));
    }
  }

  @Test
  default void append_changedSourceFoundAtItsEnd_changesNothing() throws IOException {
    for (int length : lengths()) {
      ObjectKey key = key("changed-%d.log".formatted(length));
      byte[] stored = Samples.bytes(length, 1);
      created(key, stored);
      StoredObject before = present(key);
      byte[] added = Samples.bytes(100, 2);
      byte[] all = Samples.concat(stored, added);
      Content part = Samples.changedInTheEnd(added);
      Content whole = Samples.changedInTheEnd(all);
      ObjectRecord record = Samples.record(all);
      assertThat(store().append(key, new Addition(before, part, Optional.of(whole), record)))
          .isInstanceOf(WriteOutcome.SourceChanged.class);
      assertThat(store().append(key, new Addition(before, part, Optional.empty(), record)))
          .isInstanceOf(WriteOutcome.SourceChanged.class);
      assertUnchanged(key, before, stored);
    }
  }

  /// A small object, and one to which the store adds in the way it has for large ones.
  private int[] lengths() {
    long threshold = store().traits().appendsFromBytes();
    return threshold > 0 && threshold <= 64 << 20
        ? new int[] {1_000, (int) threshold + 10}
        : new int[] {1_000};
  }
}
