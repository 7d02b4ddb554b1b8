package io.runtimeagent.ship.pace;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.StoreTraits;
import java.time.Duration;

/// How long to wait after a write to one object: the freshness policy, stretched by what the store
/// and the network bear.
public final class Intervals {
  /// Sending an object again, where the store cannot append, is kept below this rate for each log.
  public static final long REWRITE_BYTES_PER_SECOND = 200_000;

  private final Freshness freshness;
  private final StoreTraits traits;

  public Intervals(Freshness freshness, StoreTraits traits) {
    this.freshness = freshness;
    this.traits = traits;
  }

  /// The least time between any two writes to one object.
  public Duration shortest() {
    return traits.minWriteInterval();
  }

  /// The time until the next write, after one that took `took` and left an object of `objectBytes`.
  /// A trigger log is always live: Airflow 3 may truncate its bytes 4 s after they were written.
  public Duration after(LogPath log, Write write) {
    Freshness policy = log.isTriggerLog() ? Freshness.LIVE : freshness;
    Duration interval = policy.interval(write.age());
    return longest(
        interval,
        longest(traits.minWriteInterval(), longest(write.took().multipliedBy(2), resent(write))));
  }

  /// A write that was done: how old the log was, how long it took, how long the object is now.
  public record Write(Duration age, Duration took, long objectBytes) {}

  /// Whether the rewrite cap is what sets the interval.
  public boolean stretched(LogPath log, Write write) {
    Freshness policy = log.isTriggerLog() ? Freshness.LIVE : freshness;
    return resent(write).compareTo(policy.interval(write.age())) > 0;
  }

  private Duration resent(Write write) {
    boolean sendsAgain = traits.rewriteCosts() && write.objectBytes() < traits.appendsFromBytes();
    return sendsAgain
        ? Duration.ofMillis(write.objectBytes() * 1_000 / REWRITE_BYTES_PER_SECOND)
        : Duration.ZERO;
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
