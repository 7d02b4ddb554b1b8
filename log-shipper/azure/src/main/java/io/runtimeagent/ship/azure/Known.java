package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What has been learnt of blobs and saves asking again: true of one version only, forgotten when
/// there is too much of it.
final class Known {
  private static final int MOST = 2_048;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ObjectKey, Facts> facts = new LinkedHashMap<>(64, 0.75f, true);

  /// `blocks` are the committed ones, none if it was stored in one piece.
  record Facts(String version, Optional<String> tier, List<Block> blocks) {
    Facts {
      blocks = List.copyOf(blocks);
    }
  }

  Optional<Facts> of(ObjectKey key, String version) {
    lock.lock();
    try {
      return Optional.ofNullable(facts.get(key)).filter(known -> known.version.equals(version));
    } finally {
      lock.unlock();
    }
  }

  void put(ObjectKey key, Facts learnt) {
    lock.lock();
    try {
      facts.put(key, learnt);
      if (facts.size() > MOST) {
        facts.remove(facts.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }
}
