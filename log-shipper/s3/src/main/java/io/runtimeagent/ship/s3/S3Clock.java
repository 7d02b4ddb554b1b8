package io.runtimeagent.ship.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The time as the server has it, so that a wrong local clock does not make signatures invalid.
final class S3Clock {
  /// S3 allows 15 minutes; below this a difference is not why it refused.
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private final InstantSource local;
  private volatile Duration offset = Duration.ZERO;

  S3Clock(InstantSource local) {
    this.local = local;
  }

  Instant now() {
    return local.instant().plus(offset);
  }

  /// Takes the server's time from the `Date` header of a refusal; true when that changes much.
  boolean learnFrom(Optional<String> date) {
    if (date.isEmpty()) {
      return false;
    }
    try {
      Instant server = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.get(), Instant::from);
      if (Duration.between(now(), server).abs().compareTo(TOLERATED) < 0) {
        return false;
      }
      offset = Duration.between(local.instant(), server);
      return true;
    } catch (DateTimeException expected) {
      return false;
    }
  }
}
