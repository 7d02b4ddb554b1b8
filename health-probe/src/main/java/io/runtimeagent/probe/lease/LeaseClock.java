package io.runtimeagent.probe.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Time as the lease needs it: the monotonic clock decides; the wall clock only tells what the
/// other one misses, a machine that was suspended.
public record LeaseClock(LongSupplier nanoTime, InstantSource wall) {
  public static LeaseClock system() {
    return new LeaseClock(System::nanoTime, InstantSource.system());
  }

  Mark now() {
    return new Mark(nanoTime.getAsLong(), wall.instant());
  }

  Duration since(Mark mark) {
    return Duration.ofNanos(nanoTime.getAsLong() - mark.nanos());
  }

  /// Whether less than `limit` has gone by, by either clock.
  boolean within(Duration limit, Mark mark) {
    Duration byWall = Duration.between(mark.wall(), wall.instant()).abs();
    return since(mark).compareTo(limit) < 0 && byWall.compareTo(limit) < 0;
  }

  /// One instant on both clocks.
  record Mark(long nanos, Instant wall) {}
}
