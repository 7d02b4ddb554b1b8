package io.runtimeagent.agent.store;

import io.runtimeagent.ship.store.ObjectStore;
import java.util.concurrent.atomic.AtomicInteger;

/// A store that is closed when it has been retired and the last one who uses it is done.
final class LeasedStore {
  private final ObjectStore store;
  private final AtomicInteger holders = new AtomicInteger(1);

  LeasedStore(ObjectStore store) {
    this.store = store;
  }

  ObjectStore store() {
    return store;
  }

  /// Whether the caller may use the store until it calls `release`.
  boolean acquire() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /// Called once by each who acquired it, and once more when nobody is to acquire it any longer.
  void release() {
    if (holders.decrementAndGet() == 0) {
      store.close();
    }
  }
}
