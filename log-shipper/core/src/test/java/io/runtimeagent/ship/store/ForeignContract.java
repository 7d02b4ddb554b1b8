package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that others wrote: stock Airflow, a copy tool, a person.
interface ForeignContract extends StoreBench {

  @Test
  default void inspect_foreign_hasNoRecord() throws Exception {
    ObjectKey key = key("foreign.log");
    byte[] theirs = Samples.bytes(1_000, 1);
    putForeign(key, theirs, Map.of());
    StoredObject object = present(key);
    assertThat(object.record()).isEmpty();
    assertThat(object.length()).isEqualTo(1_000);
    assertThat(content(key, object)).isEqualTo(theirs);
  }

  @Test
  default void inspect_recordOfOtherBytes_isNotOwn() throws Exception {
    ObjectKey key = key("copied.log");
    String record = Samples.record(Samples.bytes(10, 1)).encode();
    putForeign(key, Samples.bytes(1_000, 1), Map.of(ObjectRecord.METADATA_NAME, record));
    assertThat(present(key).ownRecord()).isEmpty();
  }

  @Test
  default void inspect_recordThatIsNone_isNone() throws Exception {
    ObjectKey key = key("odd.log");
    putForeign(
        key, Samples.bytes(1_000, 1), Map.of(ObjectRecord.METADATA_NAME, "2 of a later version"));
    assertThat(present(key).record()).isEmpty();
  }

  @Test
  default void create_overForeign_conflictsAndChangesNothing() throws Exception {
    ObjectKey key = key("foreign.log");
    byte[] theirs = Samples.bytes(1_000, 1);
    putForeign(key, theirs, Map.of());
    StoredObject before = present(key);
    byte[] ours = Samples.bytes(2_000, 2);
    assertThat(store().create(key, Content.of(ours), Samples.record(ours)))
        .isInstanceOf(WriteOutcome.Conflict.class);
    assertUnchanged(key, before, theirs);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 300_000})
  default void append_toForeign_keepsTheirsAndBecomesOurs(int length) throws Exception {
    for (boolean whole : new boolean[] {true, false}) {
      ObjectKey key = key("foreign-%d-%b.log".formatted(length, whole));
      byte[] theirs = Samples.bytes(length, 1);
      putForeign(key, theirs, Map.of("theirs", "kept or not"));
      StoredObject base = present(key);
      byte[] added = Samples.bytes(100, 2);
      StoredObject grown =
          committed(
              store()
                  .append(
                      key,
                      whole
                          ? Samples.withWhole(base, theirs, added)
                          : Samples.withoutWhole(base, theirs, added)));
      assertStored(key, Samples.concat(theirs, added));
      byte[] more = Samples.bytes(50, 3);
      byte[] now = Samples.concat(theirs, added);
      committed(store().append(key, Samples.withoutWhole(grown, now, more)));
      assertStored(key, Samples.concat(now, more));
    }
  }

  @Test
  default void append_toLargeForeign_keepsTheirs() throws Exception {
    ObjectKey key = key("large.log");
    int length = Math.clamp(store().traits().appendsFromBytes(), 1 << 20, 8 << 20) + 1;
    byte[] theirs = Samples.bytes(length, 1);
    putForeign(key, theirs, Map.of());
    byte[] added = Samples.bytes(100, 2);
    committed(store().append(key, Samples.withoutWhole(present(key), theirs, added)));
    assertStored(key, Samples.concat(theirs, added));
  }

  @Test
  default void read_emptyForeign_isEmpty() throws Exception {
    ObjectKey key = key("empty.log");
    putForeign(key, new byte[0], Map.of());
    assertThat(content(key, present(key))).isEmpty();
  }

  @Test
  default void read_overwrittenByOthers_isRejected() throws Exception {
    ObjectKey key = key("overwritten.log");
    StoredObject object = created(key, Samples.bytes(100, 1));
    putForeign(key, Samples.bytes(100, 2), Map.of());
    assertFails(() -> readOne(key, object.version()), StoreFailure.Rejected.class);
  }

  private int readOne(ObjectKey key, String version) throws IOException {
    try (InputStream in = store().read(key, version, 0)) {
      return in.read();
    }
  }
}
