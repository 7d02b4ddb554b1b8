package io.runtimeagent.ship.pace;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before an attempt is repeated: a random time below a bound that doubles up to
/// `cap`, so that many who failed together do not come back together. At least a tenth of the bound
/// is waited.
public record Backoff(Duration base, Duration cap) {

  /// The delay after the `attempt`-th failure in a row, the first being 1.
  public Duration delay(int attempt, RandomGenerator random) {
    int doublings = Math.clamp(attempt - 1L, 0, 30);
    long bound = Math.min(cap.toNanos(), base.toNanos() << doublings);
    long limit = bound < base.toNanos() ? cap.toNanos() : bound;
    return Duration.ofNanos(limit / 10 + random.nextLong(Math.max(1, limit - limit / 10)));
  }
}
