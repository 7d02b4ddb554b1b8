package io.runtimeagent.agent.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Quantities as a person reads them.
final class Amounts {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return "%.1f %s".formatted(value, UNITS[unit]);
  }

  static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /// How long before `now`, in the largest unit that tells something.
  static String ago(Instant then, Instant now) {
    Duration time = Duration.between(then, now);
    if (time.toSeconds() < 120) {
      return time.toSeconds() + " s ago";
    }
    if (time.toMinutes() < 120) {
      return time.toMinutes() + " min ago";
    }
    return time.toHours() < 72 ? time.toHours() + " h ago" : time.toDays() + " days ago";
  }
}
