package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A snapshot of an engine's work. Times are nanoseconds before now.
public record EngineStatus(
    long trackedLogs,
    long backlogBytes,
    long backlogFiles,
    Optional<Oldest> oldest,
    long overdueNanos,
    long sinceGrowthNanos,
    Map<UnshippedReason, Long> unshipped,
    Optional<String> held,
    Progress progress) {

  /// The log whose bytes wait for longest.
  public record Oldest(LogPath log, long waitedNanos, long bytes) {}

  static EngineStatus of(EngineParts parts) {
    var tally = new Tally(parts.now());
    parts.logs().all().forEach(tally::add);
    return new EngineStatus(
        parts.logs().size(),
        tally.bytes,
        tally.files,
        tally.oldest(),
        tally.overdue,
        tally.growth,
        tally.unshipped,
        parts.gate().hold().map(StoreGate.Hold::reason),
        parts.progress());
  }

  private static final class Tally {
    private final long now;
    private final Map<UnshippedReason, Long> unshipped = new EnumMap<>(UnshippedReason.class);
    private long bytes;
    private long files;
    private long overdue;
    private long growth = Long.MAX_VALUE;
    private Optional<TrackedLog> oldest = Optional.empty();

    Tally(long now) {
      this.now = now;
    }

    void add(TrackedLog log) {
      UnshippedReason reason = log.unshipped;
      if (reason != null) {
        unshipped.merge(reason, 1L, Long::sum);
      }
      if (log.seenSize > 0) {
        growth = Math.min(growth, now - log.changedAt);
      }
      long since = log.pendingSince;
      if (since == 0) {
        return;
      }
      bytes += log.pendingBytes;
      files++;
      if (log.expectedAt != 0 && reason == null) {
        overdue = Math.max(overdue, now - log.expectedAt);
      }
      if (oldest.isEmpty() || since < oldest.get().pendingSince) {
        oldest = Optional.of(log);
      }
    }

    Optional<Oldest> oldest() {
      return oldest.map(
          log -> new Oldest(log.path, Math.max(0, now - log.pendingSince), log.pendingBytes));
    }
  }
}
