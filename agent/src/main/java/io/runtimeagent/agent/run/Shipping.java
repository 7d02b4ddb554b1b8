package io.runtimeagent.agent.run;

import io.runtimeagent.agent.store.RenewingStore;
import io.runtimeagent.ship.LogShipper;
import io.runtimeagent.ship.ShipperStatus;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The shipper with its store, and its status at most once a second, however many ask.
final class Shipping implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final RenewingStore store;
  private final LogShipper shipper;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ShipperStatus known;
  private long knownAt;

  Shipping(RenewingStore store, LogShipper shipper, LongSupplier nanoTime) {
    this.store = store;
    this.shipper = shipper;
    this.nanoTime = nanoTime;
  }

  LogShipper shipper() {
    return shipper;
  }

  RenewingStore store() {
    return store;
  }

  ShipperStatus status() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      ShipperStatus status = known;
      if (status == null || now - knownAt > FRESH.toNanos()) {
        status = shipper.status();
        known = status;
        knownAt = now;
      }
      return status;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    shipper.close();
    store.close();
  }
}
