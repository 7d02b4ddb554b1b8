package io.runtimeagent.probe.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// RFC 3339 times, which need a `Z` or an offset.
final class Rfc3339 {
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]+))?"
              + "([Zz]|([+-])([0-9]{2}):([0-9]{2}))");
  private static final int NANO_DIGITS = 9;

  private Rfc3339() {}

  /// The time, or null where the text is none; a fraction counts as an error here.
  static @Nullable Instant whole(String text) {
    return text.indexOf('.') >= 0 ? null : parse(text);
  }

  /// The time, or null where the text is none. What lies beyond nanoseconds is rounded up, so that
  /// a time stays later than the full second before it.
  static @Nullable Instant parse(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      Instant local =
          LocalDate.parse(matcher.group(1))
              .atTime(LocalTime.parse(matcher.group(2)))
              .toInstant(ZoneOffset.UTC);
      String fraction = matcher.group(3);
      return local.minusSeconds(offset(matcher)).plusNanos(fraction == null ? 0 : nanos(fraction));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long offset(Matcher matcher) {
    if (matcher.group(5) == null) {
      return 0;
    }
    int hours = Integer.parseInt(matcher.group(6));
    int minutes = Integer.parseInt(matcher.group(7));
    if (hours > 23 || minutes > 59) {
      throw new DateTimeException("no offset");
    }
    long seconds = hours * 3600L + minutes * 60L;
    return matcher.group(5).equals("-") ? -seconds : seconds;
  }

  private static long nanos(String fraction) {
    String padded = (fraction + "000000000").substring(0, NANO_DIGITS);
    boolean more =
        fraction.length() > NANO_DIGITS
            && fraction.chars().skip(NANO_DIGITS).anyMatch(digit -> digit != '0');
    return Long.parseLong(padded) + (more ? 1 : 0);
  }
}
