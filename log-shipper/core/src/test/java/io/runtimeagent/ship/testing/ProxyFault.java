package io.runtimeagent.ship.testing;

import java.time.Duration;
import java.util.Objects;

/// What happens to one request on its way.
public sealed interface ProxyFault {
  /// When it happens: before the store has seen anything of the request, or after it has answered.
  enum Moment {
    BEFORE,
    AFTER_COMMIT
  }

  /// Nothing.
  record Forward() implements ProxyFault {}

  /// The connection is closed.
  record Drop(Moment moment) implements ProxyFault {}

  /// The client gets this answer; the store's own is thrown away.
  record Answer(Moment moment, CannedAnswer answer) implements ProxyFault {}

  /// The client gets an error at once, and the store gets the request after `delay`.
  record CommitLate(Duration delay, CannedAnswer answer) implements ProxyFault {
    public CommitLate {
      Objects.requireNonNull(answer, "answer");
    }
  }

  /// The client gets nothing, until it gives up.
  record Hang(Moment moment) implements ProxyFault {}

  /// The client gets half of the store's answer.
  record CutResponse() implements ProxyFault {}

  /// The store gets the request after `latency`, and the bodies go no faster than this, both ways.
  record Slow(Duration latency, long bytesPerSecond) implements ProxyFault {
    public Slow {
      if (bytesPerSecond <= 0) {
        throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond);
      }
    }
  }
}
