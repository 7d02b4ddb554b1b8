package io.runtimeagent.ship.gcs;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The header that says when to come back: seconds, or a date, which is measured against the
/// answer's own.
final class RetryAfter {
  private RetryAfter() {}

  /// Zero when it is absent or says nothing that can be read.
  static Duration of(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(value)));
    } catch (NumberFormatException _) {
      return until(value, headers.firstValue("Date"));
    }
  }

  private static Duration until(String then, Optional<String> now) {
    if (then.isEmpty() || now.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Duration wait = Duration.between(date(now.get()), date(then));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }

  private static ZonedDateTime date(String text) {
    return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
