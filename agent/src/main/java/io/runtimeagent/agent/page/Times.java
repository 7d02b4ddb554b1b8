package io.runtimeagent.agent.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Times as people read them, in UTC: support and the customer sit in different zones.
public final class Times {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /// `2024-03-05 09:10:15 UTC`.
  public static String full(Instant at) {
    return DAY.format(at) + " UTC";
  }

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /// `3 min ago`, `in 2 h`.
  public static String relative(Instant at, Instant now) {
    return at.isAfter(now)
        ? "in " + span(Duration.between(now, at))
        : span(Duration.between(at, now)) + " ago";
  }

  /// Two figures at most: `45 s`, `3 min`, `2 h 10 min`, `4 d`.
  public static String span(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3_600) {
      return time.toMinutes() + " min";
    }
    if (seconds < 2 * 86_400) {
      long minutes = time.toMinutesPart();
      return time.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    return time.toDays() + " d";
  }

  static void write(Html html, Instant at, Instant now) {
    html.leaf(
        "time",
        full(at) + " (" + relative(at, now) + ")",
        "datetime",
        at.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
