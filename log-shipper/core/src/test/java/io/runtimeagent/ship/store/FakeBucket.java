package io.runtimeagent.ship.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the objects of one or several `FakeObjectStore`s are, and everything they ever were.
public final class FakeBucket {
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<ObjectKey, Entry> objects =
      new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  private final Map<ObjectKey, List<Past>> history = new HashMap<>();
  private final List<Write> late = new ArrayList<>();
  private final boolean conditional;
  private long lastVersion;

  private FakeBucket(boolean conditional) {
    this.conditional = conditional;
  }

  /// A bucket as every store should have it.
  public static FakeBucket create() {
    return new FakeBucket(true);
  }

  /// A bucket that takes every write, whatever its condition.
  public static FakeBucket ignoringConditions() {
    return new FakeBucket(false);
  }

  /// Who made an object what it was.
  public enum Author {
    STORE,
    FOREIGN
  }

  /// One state of one key; without content the object was absent from then on.
  public record Past(Author author, Optional<byte[]> content) {}

  /// Puts an object past all conditions, as stock Airflow or a copy tool does.
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) {
    String record = metadata.get(ObjectRecord.METADATA_NAME);
    locked(() -> put(key, new Entry(content.clone(), Optional.ofNullable(record)), Author.FOREIGN));
  }

  /// Removes an object past all conditions.
  public void remove(ObjectKey key) {
    locked(() -> drop(key, Author.FOREIGN));
  }

  public Optional<byte[]> content(ObjectKey key) {
    return locked(() -> Optional.ofNullable(objects.get(key)).map(e -> e.content.clone()));
  }

  public Optional<ObjectRecord> record(ObjectKey key) {
    return locked(() -> Optional.ofNullable(objects.get(key)).flatMap(Entry::decoded));
  }

  public List<ObjectKey> keys() {
    return locked(() -> List.copyOf(objects.keySet()));
  }

  /// Every state that a reader could have seen at this key, oldest first.
  public List<Past> history(ObjectKey key) {
    return locked(() -> List.copyOf(history.getOrDefault(key, List.of())));
  }

  /// The keys at which a store's write removed or changed bytes that were there, instead of adding
  /// to them.
  public List<ObjectKey> keysThatDidNotOnlyGrow() {
    return locked(() -> history.keySet().stream().filter(key -> !onlyGrew(history(key))).toList());
  }

  private static boolean onlyGrew(List<Past> states) {
    byte[] last = new byte[0];
    for (Past state : states) {
      byte[] now = state.content().orElse(new byte[0]);
      if (state.author() == Author.STORE && !startsWith(now, last)) {
        return false;
      }
      last = now;
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.mismatch(bytes, prefix) == (bytes.length == prefix.length ? -1 : prefix.length);
  }

  /// How many writes are in doubt and still on their way.
  public int lateWrites() {
    return locked(late::size);
  }

  /// Lets the late write at `index` arrive now; answers whether its condition still held.
  public boolean letThrough(int index) {
    return locked(
        () -> {
          Write write = late.remove(index);
          return write(write.key, write.change).isPresent();
        });
  }

  /// Lets all late writes arrive, the oldest first.
  public void letAllThrough() {
    while (lateWrites() > 0) {
      letThrough(0);
    }
  }

  void later(ObjectKey key, Change change) {
    locked(() -> late.add(new Write(key, change)));
  }

  @Nullable Entry get(ObjectKey key) {
    return locked(() -> objects.get(key));
  }

  Map<ObjectKey, Entry> beginningWith(String prefix) {
    return locked(
        () -> {
          var found = new TreeMap<>(objects);
          found.keySet().removeIf(key -> !key.value().startsWith(prefix));
          return found;
        });
  }

  /// Makes a change if its condition holds; empty if it does not.
  Optional<Entry> write(ObjectKey key, Change change) {
    return locked(
        () -> {
          Entry now = objects.get(key);
          String version = now == null ? "" : now.version;
          if (conditional && !version.equals(change.expectedVersion)) {
            return Optional.<Entry>empty();
          }
          return Optional.of(put(key, change.result.apply(now), Author.STORE));
        });
  }

  /// Removes the object if it has this version; false if it has another.
  boolean delete(ObjectKey key, String version) {
    return locked(
        () -> {
          Entry now = objects.get(key);
          if (now != null && conditional && !now.version.equals(version)) {
            return false;
          }
          return now == null || drop(key, Author.STORE);
        });
  }

  private Entry put(ObjectKey key, Entry entry, Author author) {
    Entry stored = new Entry("v" + ++lastVersion, entry.content, entry.recordText);
    objects.put(key, stored);
    past(key, new Past(author, Optional.of(stored.content)));
    return stored;
  }

  private boolean drop(ObjectKey key, Author author) {
    objects.remove(key);
    past(key, new Past(author, Optional.empty()));
    return true;
  }

  private void past(ObjectKey key, Past state) {
    history.computeIfAbsent(key, _ -> new ArrayList<>()).add(state);
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /// An object as it is; `version` is empty until it is stored.
  static final class Entry {
    private final String version;
    private final byte[] content;
    private final Optional<String> recordText;

    Entry(byte[] content, Optional<String> recordText) {
      this("", content, recordText);
    }

    private Entry(String version, byte[] content, Optional<String> recordText) {
      this.version = version;
      this.content = content;
      this.recordText = recordText;
    }

    String version() {
      return version;
    }

    byte[] content() {
      return content;
    }

    Optional<ObjectRecord> decoded() {
      return recordText.flatMap(ObjectRecord::decode);
    }

    StoredObject stored() {
      return new StoredObject(version, content.length, decoded());
    }
  }

  /// What to make of the object that has `expectedVersion` (empty: that is absent).
  record Change(String expectedVersion, Function<@Nullable Entry, Entry> result) {}

  private record Write(ObjectKey key, Change change) {}
}
