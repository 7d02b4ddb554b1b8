package io.runtimeagent.ship;

import io.runtimeagent.ship.log.LogPath;
import java.util.List;

/// What a drain or a pass stored, and what is left, by name.
public record DrainReport(long storedLogs, long storedBytes, List<Left> left) {

  public DrainReport {
    left = List.copyOf(left);
  }

  public boolean complete() {
    return left.isEmpty();
  }

  /// A log of which `bytes` bytes are not stored, and why as far as it is known.
  public record Left(LogPath log, long bytes, String why) {}
}
