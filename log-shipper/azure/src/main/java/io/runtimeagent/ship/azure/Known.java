package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.ObjectKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What has been learnt of blobs and saves asking again: true of one version only, forgotten when
/// it is old or there is too much of it.
final class Known {
  private static final int MOST = 2_048;

  /// A tier can change without a new version, by a lifecycle rule for example.
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ObjectKey, Learnt> facts = new LinkedHashMap<>(64, 0.75f, true);

  /// `blocks` are the committed ones, none if it was stored in one piece.
  record Facts(String version, Optional<String> tier, List<Block> blocks) {
    Facts {
      blocks = List.copyOf(blocks);
    }
  }

  private record Learnt(Facts facts, long at) {}

  Known(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Optional<Facts> of(ObjectKey key, String version) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      return Optional.ofNullable(facts.get(key))
          .filter(learnt -> now - learnt.at < FRESH.toNanos())
          .map(Learnt::facts)
          .filter(known -> known.version.equals(version));
    } finally {
      lock.unlock();
    }
  }

  void put(ObjectKey key, Facts learnt) {
    lock.lock();
    try {
      facts.put(key, new Learnt(learnt, nanoTime.getAsLong()));
      if (facts.size() > MOST) {
        facts.remove(facts.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }
}
