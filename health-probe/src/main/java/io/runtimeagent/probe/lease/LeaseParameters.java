package io.runtimeagent.probe.lease;

import java.time.Duration;

/// The numbers of the lease.
///
/// - `expiry`: a lease that a watcher has seen unchanged for so long is anybody's.
/// - `renewal`: how often the holder writes it.
/// - `look`: how often the others look at it.
/// - `retry`: how soon the holder tries again after a write that failed.
/// - `margin`: so long before the end of its lease the holder begins to send nothing more, since
///   what it sends takes time.
public record LeaseParameters(
    Duration expiry, Duration renewal, Duration look, Duration retry, Duration margin) {
  /// A holder that dies is replaced within 75 s: it was seen at the latest one look after its last
  /// write, and 60 s after that the lease is taken.
  public static final LeaseParameters STANDARD =
      new LeaseParameters(
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  public LeaseParameters {
    if (renewal.multipliedBy(2).plus(margin).compareTo(expiry) > 0) {
      throw new IllegalArgumentException("two renewals of " + renewal + " outlast " + expiry);
    }
  }

  /// The time for which a renewal lets the holder send.
  Duration sending() {
    return expiry.minus(margin);
  }
}
