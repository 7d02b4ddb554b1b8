package io.runtimeagent.ship.event;

import io.runtimeagent.ship.log.LogPath;
import java.time.Duration;

/// What happened to a log or to the store, once per write or file, never per line.
public sealed interface ShipEvent {
  /// A log that was not known before.
  record LogFound(LogPath log) implements ShipEvent {}

  /// The object now ends `bytes` later. `sentBytes` counts those sent again, too. `freshness` is
  /// from the moment when the oldest of the bytes were seen on disk until they were stored.
  record BytesStored(LogPath log, long bytes, long sentBytes, Duration freshness)
      implements ShipEvent {}

  /// A log got its first object.
  record ObjectCreated(LogPath log) implements ShipEvent {}

  /// A new segment begins behind what is stored.
  record SegmentBegan(LogPath log, SegmentCause cause) implements ShipEvent {}

  /// Bytes that can never be stored.
  record BytesLost(LogPath log, long bytes, LossReason reason) implements ShipEvent {}

  /// A log that cannot be stored for now; the others go on. Told when it begins, not each time.
  record LogUnshipped(LogPath log, UnshippedReason reason, String detail) implements ShipEvent {}

  /// A log that could not be stored is being stored again, or is gone.
  record LogResumed(LogPath log) implements ShipEvent {}

  /// A write or a look that did not succeed and will be repeated.
  record AttemptFailed(LogPath log, String outcome, String reason) implements ShipEvent {}

  /// The store refuses us or is away: nothing is sent but one attempt at a time.
  record StoreHeld(HoldCause cause, String reason) implements ShipEvent {}

  record StoreReleased(Duration held) implements ShipEvent {}

  /// Another agent holds this log folder: nothing is sent.
  record StandbyBegan(String holder) implements ShipEvent {}

  record StandbyEnded(String reason) implements ShipEvent {}

  /// Changes are found by looking only, since notification does not work here.
  record WatchUnavailable(String reason) implements ShipEvent {}

  /// The checkpoint could not be written or read: nothing is lost, a restart costs a request per
  /// log.
  record CheckpointFailed(String reason) implements ShipEvent {}

  /// Locks do not work on the log folder: everybody ships, and the conditional writes keep it
  /// right.
  record LockUnavailable(String reason) implements ShipEvent {}

  /// What a canary told of the store's conditional writes, when it is something new.
  record StoreProven(Conditions conditions) implements ShipEvent {}

  /// What broken writes left behind could not be removed; it is tried again in an hour.
  record SweepFailed(String reason) implements ShipEvent {}

  /// The objects could not be listed: each log costs a request of its own.
  record ListingFailed(String reason) implements ShipEvent {}

  /// A whole look at the log folder.
  record FolderReconciled(int logs, Duration took) implements ShipEvent {}

  /// The log folder as such cannot be read.
  record FolderUnreadable(String reason) implements ShipEvent {}

  /// Something that must not happen ended one pass over what is due; the next one begins anew.
  record PassBroken(String reason) implements ShipEvent {}

  /// Why bytes behind what is stored begin a new segment.
  enum SegmentCause {
    TRUNCATED,
    REPLACED,
    DIFFERENT
  }

  /// Why bytes can never be stored.
  enum LossReason {
    TRUNCATED,
    DELETED,
    REPLACED
  }

  /// Why a log is not stored for now.
  enum UnshippedReason {
    UNREADABLE,
    SYMLINK,
    BAD_NAME,
    REJECTED,
    AHEAD
  }

  /// Whether a store refuses a write whose condition does not hold.
  enum Conditions {
    /// Not asked yet, or no answer that tells.
    UNPROVEN,
    HONOURED,
    /// It takes any write: right with one writer for each log only.
    IGNORED
  }

  /// Why the store holds everything.
  enum HoldCause {
    REFUSED,
    UNAVAILABLE
  }
}
