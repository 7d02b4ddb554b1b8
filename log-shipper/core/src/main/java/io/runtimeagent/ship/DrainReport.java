package io.runtimeagent.ship;

import io.runtimeagent.ship.engine.Draining;
import io.runtimeagent.ship.log.LogPath;
import java.util.List;

/// What a drain or a pass stored, and what is left, by name.
public record DrainReport(long logs, long storedBytes, List<Left> left) {

  public DrainReport {
    left = List.copyOf(left);
  }

  static DrainReport of(long logs, long storedBytes, List<Draining.Left> left) {
    return new DrainReport(
        logs, storedBytes, left.stream().map(l -> new Left(l.log(), l.bytes(), l.why())).toList());
  }

  public boolean complete() {
    return left.isEmpty();
  }

  /// A log of which `bytes` bytes are not stored, and why as far as it is known.
  public record Left(LogPath log, long bytes, String why) {}
}
