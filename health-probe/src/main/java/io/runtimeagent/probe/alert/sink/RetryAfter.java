package io.runtimeagent.probe.alert.sink;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long a server asks us to wait: the header `Retry-After` of RFC 9110, 10.2.3, in seconds or
/// as a date.
final class RetryAfter {
  /// However long it asks for: a page that comes an hour late is no page.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private RetryAfter() {}

  /// Zero where it does not ask. A date counts from the server's own clock if it shows it.
  static Duration of(HttpHeaders headers, Instant now) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.matches("[0-9]{1,18}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    Instant from = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
    return date(text).map(until -> bounded(Duration.between(from, until))).orElse(Duration.ZERO);
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
