package io.runtimeagent.ship.pace;

import java.time.Duration;

/// When the next write to one object may happen: a pure function of what was written before. All
/// times are nanoseconds of one clock that never goes back.
///
/// A write that comes before its interval is over, because the log fell quiet, needs a credit;
/// there are three, each write takes one and each interval gives one back. So a log that writes
/// every few seconds costs no more requests than one that always writes.
public record Pace(long wroteAt, long interval, double credits) {
  /// How long a log must not have grown to count as quiet.
  public static final Duration QUIET = Duration.ofMillis(1_500);

  private static final double MAX_CREDITS = 3;

  /// The pace of a log of which nothing was stored yet: its first write is due at once.
  public static Pace first() {
    return new Pace(0, 0, MAX_CREDITS);
  }

  /// When bytes that wait may be stored, given when the log last grew.
  public long dueAt(long changedAt, Duration minInterval) {
    if (interval == 0) {
      return Long.MIN_VALUE;
    }
    long regular = wroteAt + interval;
    if (credits < 1) {
      return regular;
    }
    long quiet = Math.max(changedAt + QUIET.toNanos(), wroteAt + minInterval.toNanos());
    return Math.min(regular, quiet);
  }

  /// The pace after a write at `now`, where `next` is the least time until the one that follows.
  public Pace wrote(long now, Duration next) {
    double regained = interval == 0 ? 0 : (double) (now - wroteAt) / interval;
    double left = interval == 0 ? credits : credits + regained - 1;
    return new Pace(now, Math.max(1, next.toNanos()), Math.clamp(left, 0, MAX_CREDITS));
  }
}
