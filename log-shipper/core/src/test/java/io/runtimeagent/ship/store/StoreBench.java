package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/// What every chapter of the contract works with: the store asked, and what only its test can do to
/// it.
interface StoreBench {
  ObjectStore store();

  /// The same place, as another agent has it.
  ObjectStore otherStore();

  /// A key that no other test uses; `name` is its end, literally.
  ObjectKey key(String name);

  /// Puts an object where others put theirs, by other means than the store. `metadata` is what goes
  /// with it, where the place keeps metadata.
  void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) throws Exception;

  /// Whether the place keeps records; a folder may be on a file system that does not.
  boolean keepsRecords();

  /// Whether an object of another version is safe from `delete`.
  boolean deletesConditionally();

  /// Rounds of each race.
  int raceRounds();

  default StoredObject created(ObjectKey key, byte[] content) {
    return committed(store().create(key, Content.of(content), Samples.record(content)));
  }

  default StoredObject committed(WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(WriteOutcome.Committed.class);
    return ((WriteOutcome.Committed) outcome).object();
  }

  default StoredObject present(ObjectKey key) {
    Inspection inspection = store().inspect(key);
    assertThat(inspection).isInstanceOf(Inspection.Present.class);
    return ((Inspection.Present) inspection).object();
  }

  default byte[] content(ObjectKey key, StoredObject object) throws IOException {
    try (InputStream in = store().read(key, object.version(), 0)) {
      return in.readAllBytes();
    }
  }

  /// That the object is `content`, with the record that belongs to it.
  default void assertStored(ObjectKey key, byte[] content) throws IOException {
    StoredObject object = present(key);
    assertThat(object.length()).isEqualTo(content.length);
    assertThat(content(key, object)).isEqualTo(content);
    if (keepsRecords()) {
      assertThat(object.ownRecord()).contains(Samples.record(content));
    }
  }

  /// That a write that failed changed nothing: bytes, version or record.
  default void assertUnchanged(ObjectKey key, StoredObject before, byte[] content)
      throws IOException {
    StoredObject now = present(key);
    assertThat(now.version()).isEqualTo(before.version());
    assertThat(now.length()).isEqualTo(before.length());
    assertThat(now.record()).isEqualTo(before.record());
    assertThat(content(key, now)).isEqualTo(content);
  }

  default Map<String, ListedObject> listed(String prefix) throws IOException {
    var found = new TreeMap<String, ListedObject>();
    store()
        .list(
            prefix,
            object -> {
              assertThat(found.put(object.key().value(), object)).isNull();
              return true;
            });
    return found;
  }

  default void assertFails(StoreCall call, Class<? extends StoreFailure> kind) {
    assertThat(failureOf(call)).isInstanceOf(kind);
  }

  private static Object failureOf(StoreCall call) {
    try {
      return "no failure but " + call.run();
    } catch (StoreException e) {
      return e.failure();
    } catch (IOException e) {
      return e;
    }
  }

  /// A call that may fail.
  @FunctionalInterface
  interface StoreCall {
    Object run() throws IOException;
  }
}
