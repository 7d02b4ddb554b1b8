package io.runtimeagent.probe.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after so many failures in a row: doubling, capped, with full jitter.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// What a sink refuses is tried again this often, since its configuration may be put right.
  static final Duration DEAD = Duration.ofHours(1);

  private Backoff() {}

  /// `failures` counts from one; never before `atLeast`, which the sink asked for.
  static Duration after(int failures, Duration atLeast, RandomGenerator random) {
    long ceiling = Math.min(FIRST.toMillis() << Math.min(failures - 1, 20), LONGEST.toMillis());
    Duration drawn = Duration.ofMillis(random.nextLong(ceiling + 1));
    return drawn.compareTo(atLeast) > 0 ? drawn : atLeast;
  }
}
