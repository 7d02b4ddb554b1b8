package io.runtimeagent.ship.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what happens in another process or thread: looks often, gives up late.
public final class Await {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Await() {}

  /// Returns as soon as `condition` holds.
  ///
  /// @throws AssertionError naming `what` if it does not hold within `limit`
  public static void until(Duration limit, String what, BooleanSupplier condition) {
    if (!within(limit, condition)) {
      throw new AssertionError("Not within " + limit + ": " + what + ".");
    }
  }

  /// Whether `condition` came to hold within `limit`.
  public static boolean within(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return true;
  }
}
