package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A snapshot of the shipper's work. Backlog counts bytes on disk that are not stored yet.
public record ShipperStatus(
    boolean standby,
    boolean firstPassDone,
    long trackedLogs,
    long backlogBytes,
    long backlogFiles,
    Optional<Waiting> oldestUnshipped,
    Map<UnshippedReason, Long> unshippedFiles,
    Optional<Instant> lastProgress,
    Optional<Instant> overdueSince,
    int consecutiveFailures,
    Optional<String> held,
    List<Trouble> lastErrors) {

  /// A log whose bytes wait, since when, and how many.
  public record Waiting(LogPath log, Instant since, long bytes) {}

  /// Something that went wrong, newest last; at most twenty are kept.
  public record Trouble(Instant at, Optional<LogPath> log, String what) {}
}
