package io.runtimeagent.ship;

import io.runtimeagent.ship.engine.EngineStatus;
import io.runtimeagent.ship.engine.Progress;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A snapshot of the shipper's work. Backlog counts bytes on disk that are not stored yet.
/// `overdueSince` is when the log that is latest by the freshness policy should have been stored.
/// `conditions` is what a canary proved: a store that ignores them is right with one writer only.
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
    Conditions conditions,
    List<Trouble> lastErrors) {

  /// A log whose bytes wait, since when, and how many.
  public record Waiting(LogPath log, Instant since, long bytes) {}

  /// Something that went wrong, newest last; at most twenty are kept.
  public record Trouble(Instant at, LogPath log, String what) {}

  /// Why nothing is shipped yet. Where there is nothing to look at, the first look is done.
  enum Idle {
    STARTING,
    STANDBY,
    NO_FOLDER
  }

  static ShipperStatus idle(Idle why, Conditions conditions) {
    return new ShipperStatus(
        why == Idle.STANDBY,
        why != Idle.STARTING,
        0,
        0,
        0,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        conditions,
        List.of());
  }

  static ShipperStatus of(
      EngineStatus engine, boolean firstPassDone, Conditions conditions, InstantSource clock) {
    Instant now = clock.instant();
    Progress progress = engine.progress();
    return new ShipperStatus(
        false,
        firstPassDone,
        engine.trackedLogs(),
        engine.backlogBytes(),
        engine.backlogFiles(),
        engine.oldest().map(o -> new Waiting(o.log(), now.minusNanos(o.waitedNanos()), o.bytes())),
        engine.unshipped(),
        progress.lastProgress(),
        engine.overdueNanos() > 0
            ? Optional.of(now.minusNanos(engine.overdueNanos()))
            : Optional.empty(),
        progress.consecutiveFailures(),
        engine.held(),
        conditions,
        progress.lastFailures().stream().map(f -> new Trouble(f.at(), f.log(), f.what())).toList());
  }
}
