package io.runtimeagent.probe.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Time that goes by only when it is told to, and a chance that always draws the most.
final class FakeTime {
  private final AtomicLong wall =
      new AtomicLong(Instant.parse("2024-03-05T10:00:00Z").toEpochMilli());
  private final AtomicLong nanos = new AtomicLong(1_000);

  Instant now() {
    return Instant.ofEpochMilli(wall.get());
  }

  void pass(Duration time) {
    step(time);
    nanos.addAndGet(time.toNanos());
  }

  /// The wall clock is set, and no time goes by.
  void step(Duration time) {
    wall.addAndGet(time.toMillis());
  }

  Timing timing() {
    return new Timing(this::now, nanos::get, new Highest());
  }

  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
