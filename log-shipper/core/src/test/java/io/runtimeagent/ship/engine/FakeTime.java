package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.pace.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A clock that goes on only when told.
final class FakeTime {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final long origin = System.currentTimeMillis();

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  long now() {
    return nanos.get();
  }

  Timing timing(RandomGenerator random) {
    return new Timing(
        () -> Instant.ofEpochMilli(origin + (nanos.get() - 1_000_000_000_000L) / 1_000_000),
        nanos::get,
        random);
  }
}
