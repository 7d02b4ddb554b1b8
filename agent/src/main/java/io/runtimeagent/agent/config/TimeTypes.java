package io.runtimeagent.agent.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The types of values that say how long or when.
final class TimeTypes {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

  private TimeTypes() {}

  static ValueType<Duration> duration() {
    return new ValueType<>("a time such as `25s`, `10m`, `1h30m`, `7d`", TimeTypes::parse);
  }

  /// A duration that may be switched off; off is zero.
  static ValueType<Duration> limit() {
    return new ValueType<>(
        "a time such as `12h`, `30d`, or `off`",
        text ->
            text.equalsIgnoreCase("off") || text.equalsIgnoreCase("none")
                ? Optional.of(Duration.ZERO)
                : parse(text).filter(Duration::isPositive));
  }

  private static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    return Optional.of(sum);
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }

  static ValueType<MaintenanceWindow> window() {
    return new ValueType<>(
        "windows `FROM/TO`, both times of RFC 3339, the first before the second",
        TimeTypes::window);
  }

  private static Optional<MaintenanceWindow> window(String text) {
    String[] ends = text.split("/", -1);
    if (ends.length != 2) {
      return Optional.empty();
    }
    try {
      OffsetDateTime from = OffsetDateTime.parse(ends[0].strip());
      OffsetDateTime to = OffsetDateTime.parse(ends[1].strip());
      return from.isBefore(to)
          ? Optional.of(new MaintenanceWindow(from.toInstant(), to.toInstant()))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
