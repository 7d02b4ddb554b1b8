package io.runtimeagent.ship.pace;

import java.time.Duration;

/// How far an object may stay behind its growing log, against how many requests that costs.
public enum Freshness {
  LIVE(Duration.ofMillis(1_500), Duration.ofMillis(1_500)),
  BALANCED(Duration.ofSeconds(5), Duration.ofSeconds(30)),
  ECONOMY(Duration.ofSeconds(5), Duration.ofSeconds(60));

  /// A log is young, and read most, in its first five minutes.
  static final Duration YOUNG = Duration.ofMinutes(5);

  private final Duration young;
  private final Duration later;

  Freshness(Duration young, Duration later) {
    this.young = young;
    this.later = later;
  }

  /// The time between two writes to the object of a log of this age.
  public Duration interval(Duration age) {
    return age.compareTo(YOUNG) < 0 ? young : later;
  }
}
