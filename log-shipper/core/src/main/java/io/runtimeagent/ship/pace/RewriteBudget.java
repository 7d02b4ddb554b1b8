package io.runtimeagent.ship.pace;

import java.util.concurrent.locks.ReentrantLock;

/// What all logs together may send again: a bucket that fills at a steady rate and holds two
/// seconds' worth.
public final class RewriteBudget {
  /// For a whole agent.
  public static final long BYTES_PER_SECOND = 20_000_000;

  private static final double NANOS = 1e9;

  private final ReentrantLock lock = new ReentrantLock();
  private double available = 2.0 * BYTES_PER_SECOND;
  private long filledAt;

  /// A full bucket.
  public RewriteBudget(long now) {
    filledAt = now;
  }

  /// Takes `bytes` if there is room for them now, else answers how many nanoseconds to wait.
  public long take(long bytes, long now) {
    lock.lock();
    try {
      available =
          Math.min(2.0 * BYTES_PER_SECOND, available + (now - filledAt) / NANOS * BYTES_PER_SECOND);
      filledAt = now;
      if (available <= 0) {
        return (long) (-available / BYTES_PER_SECOND * NANOS) + 1_000_000;
      }
      available -= bytes;
      return 0;
    } finally {
      lock.unlock();
    }
  }
}
