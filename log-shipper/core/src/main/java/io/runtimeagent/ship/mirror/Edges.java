package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.log.LogFile;
import java.io.IOException;

/// Whether a file still begins with what was stored. A short prefix is read whole; of a long one
/// the first and the last bytes: every line of a task log carries its time, so a file that was
/// truncated and written again differs there.
final class Edges {
  static final int WHOLE_BYTES = 64 * 1024;
  private static final int EDGE_BYTES = 4 * 1024;

  private Edges() {}

  static int of(LogFile file, long bytes) throws IOException {
    if (bytes <= WHOLE_BYTES) {
      return 0;
    }
    int head = file.crc(0, EDGE_BYTES);
    int end = file.crc(bytes - EDGE_BYTES, bytes);
    return Crc32c.combine(head, end, EDGE_BYTES);
  }

  static boolean unchanged(LogFile file, Place.Stored stored) throws IOException {
    return stored.bytes() <= WHOLE_BYTES
        ? file.crc(0, stored.bytes()) == stored.crc32c()
        : of(file, stored.bytes()) == stored.edges();
  }
}
