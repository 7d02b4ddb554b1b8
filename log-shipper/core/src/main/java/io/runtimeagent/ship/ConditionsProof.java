package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Finds out with a canary whether the store honours conditions: asks again every minute until it
/// tells, and every hour while it does not honour them.
final class ConditionsProof implements AutoCloseable {
  private static final long SOON = TimeUnit.MINUTES.toNanos(1);
  private static final long LATER = TimeUnit.HOURS.toNanos(1);

  private final StoreCheck check;
  private final LongSupplier nanoTime;
  private final ShipListener listener;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Conditions known = Conditions.UNPROVEN;
  private volatile long askedAt;
  private volatile boolean asked;
  private volatile boolean closed;

  ConditionsProof(StoreCheck check, LongSupplier nanoTime, ShipListener listener) {
    this.check = check;
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  Conditions known() {
    return known;
  }

  boolean asking() {
    return asking.get();
  }

  /// Asks in a thread of its own if it is time to.
  void tend() {
    if (due() && asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("canary").start(this::ask);
    }
  }

  private boolean due() {
    if (!asked) {
      return true;
    }
    long passed = nanoTime.getAsLong() - askedAt;
    return switch (known) {
      case UNPROVEN -> passed >= SOON;
      case IGNORED -> passed >= LATER;
      case HONOURED -> false;
    };
  }

  private void ask() {
    try {
      Conditions told = StoreCheck.conditions(check.run());
      if (told != Conditions.UNPROVEN && told != known) {
        known = told;
        listener.happened(new ShipEvent.StoreProven(told));
      }
    } catch (IllegalStateException e) {
      // A store that was closed meanwhile has nothing to tell any more.
      if (!closed) {
        throw e;
      }
    } finally {
      askedAt = nanoTime.getAsLong();
      asked = true;
      asking.set(false);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
