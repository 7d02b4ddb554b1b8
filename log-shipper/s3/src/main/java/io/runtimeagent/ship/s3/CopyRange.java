package io.runtimeagent.ship.s3;

import java.util.ArrayList;
import java.util.List;

/// A stretch of a stored object that the server copies in one request, both ends included.
record CopyRange(long first, long last) {
  /// The server copies this much within one request's time.
  private static final long MAX_COPY = 1024L * 1024 * 1024;

  /// Longer objects are copied in longer parts, since an upload has 10,000 at most.
  private static final long MAX_COPIES = 9_000;

  /// Ranges of about the same length that make up a whole object.
  static List<CopyRange> of(long length) {
    long count = Math.min(MAX_COPIES, (length + MAX_COPY - 1) / MAX_COPY);
    long each = (length + count - 1) / count;
    var ranges = new ArrayList<CopyRange>();
    for (long first = 0; first < length; first += each) {
      ranges.add(new CopyRange(first, Math.min(length, first + each) - 1));
    }
    return ranges;
  }

  String header() {
    return "bytes=" + first + "-" + last;
  }
}
