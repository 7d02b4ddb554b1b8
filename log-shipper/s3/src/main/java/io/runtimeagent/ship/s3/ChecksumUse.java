package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Verdict.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which checksums a server takes for one way of writing, found out by writing.
///
/// A write that is refused, perhaps because of its checksum, is sent again with a weaker one. That
/// is no repetition of a write in doubt: the server said that it has stored nothing. Once a write
/// has gone through, nothing weaker is tried.
final class ChecksumUse {
  private static final Set<String> OTHER_REASONS =
      Set.of("KeyTooLongError", "EntityTooLarge", "EntityTooSmall", "MetadataTooLarge");

  private final List<Checksum> ways;
  private volatile int firstWay;
  private volatile boolean settled;

  /// What the server is asked to verify.
  enum Checksum {
    /// The whole object when its parts are put together, and each body.
    OBJECT,
    /// Each body that is sent.
    BODY,
    NONE
  }

  /// `ways` in the order in which they are tried.
  ChecksumUse(List<Checksum> ways) {
    this.ways = List.copyOf(ways);
  }

  S3Write write(Function<Checksum, S3Write> attempt) {
    int way = firstWay;
    S3Write write = attempt.apply(ways.get(way));
    while (mayBeAboutChecksum(write) && weaker(way) < ways.size()) {
      way = weaker(way);
      write = attempt.apply(ways.get(way));
    }
    if (write instanceof S3Write.Stored && !settled) {
      firstWay = way;
      settled = true;
    }
    return write;
  }

  /// The way to try after one that was refused. Another write may have found out meanwhile which
  /// one the server takes.
  private int weaker(int way) {
    if (!settled) {
      return way + 1;
    }
    return way < firstWay ? firstWay : ways.size();
  }

  private static boolean mayBeAboutChecksum(S3Write write) {
    return write instanceof S3Write.Failed(S3Verdict verdict)
        && !OTHER_REASONS.contains(verdict.code())
        && (verdict.status() == 501
            || (verdict.status() == 400 && verdict.kind() == Kind.REJECTED));
  }
}
