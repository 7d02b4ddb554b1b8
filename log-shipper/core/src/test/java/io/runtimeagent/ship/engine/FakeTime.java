package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.pace.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// A clock that goes on only when told.
final class FakeTime {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final AtomicLong origin = new AtomicLong(System.currentTimeMillis());

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// The wall clock is set, as by an operator; time goes on as before.
  void step(Duration time) {
    origin.addAndGet(time.toMillis());
  }

  long now() {
    return nanos.get();
  }

  Timing timing(RandomGenerator random) {
    return new Timing(
        () -> Instant.ofEpochMilli(origin.get() + (nanos.get() - 1_000_000_000_000L) / 1_000_000),
        nanos::get,
        random);
  }
}
