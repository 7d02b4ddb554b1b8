package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.LogFile;
import java.io.IOException;

/// How far a log may be stored in one write.
final class Cut {
  private Cut() {}

  /// The end of the bytes from `from` on that may be stored now; `from` when there are none. One
  /// write takes at most `maxBytes`, but never ends within a line that is complete, however long
  /// that line is.
  static long of(Member member, long from, long maxBytes) throws IOException {
    LogFile file = member.file();
    long end = member.end();
    if (from >= end) {
      return from;
    }
    long capped = Math.min(end, from + maxBytes);
    if (capped == end && member.tail() == Member.Tail.STORE) {
      return end;
    }
    long cut = file.lastLineEnd(from, capped);
    if (cut > from || capped == end) {
      return cut;
    }
    long line = file.firstLineEnd(capped, end);
    return line == capped ? lineless(member, from) : line;
  }

  /// One unterminated line longer than a write: held while it grows, else stored whole.
  private static long lineless(Member member, long from) {
    return member.tail() == Member.Tail.STORE ? member.end() : from;
  }
}
