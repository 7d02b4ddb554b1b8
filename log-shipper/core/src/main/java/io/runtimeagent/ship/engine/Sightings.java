package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.discover.DiscoveryListener;
import io.runtimeagent.ship.discover.LogFilter;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.mirror.MirrorState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes in what discovery sees, and makes the logs due to which something may have happened.
final class Sightings implements DiscoveryListener {
  private static final Duration NEWBORN = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final Flights flights;
  private final AtomicInteger walk = new AtomicInteger();
  private volatile Map<String, LogCheckpoint> known = Map.of();
  private volatile @Nullable FirstPass firstPass;

  Sightings(EngineParts parts, Flights flights) {
    this.parts = parts;
    this.flights = flights;
  }

  /// What makes a log due at once, what makes one due when its bytes may be stored, and what ends
  /// the flight of one.
  record Flights(Consumer<TrackedLog> due, Consumer<TrackedLog> waits, Consumer<TrackedLog> land) {}

  /// Takes in what is known from before, by paths.
  void restore(Map<String, LogCheckpoint> checkpoints) {
    known = checkpoints;
  }

  /// From now until `release`, logs that are found wait for it, but for those being written.
  void gather() {
    firstPass = new FirstPass(parts, flights.due());
  }

  /// Ends the gathering; what is left to be done then.
  Runnable release() {
    FirstPass gathered = firstPass;
    firstPass = null;
    known = Map.of();
    return gathered == null ? () -> {} : gathered::run;
  }

  /// A new walk begins: logs that it does not come by are looked at, since they may be gone.
  void walkBegins() {
    int unused = walk.incrementAndGet();
  }

  void walkEnds() {
    for (TrackedLog log : parts.logs().all()) {
      if (log.walk != walk.get()) {
        log.unshipped = log.unshipped == UnshippedReason.BAD_NAME ? null : log.unshipped;
        flights.due().accept(log);
      }
    }
  }

  @Override
  public void found(LogFilter.Part part, LogAttributes attributes) {
    TrackedLog log = parts.logs().find(part.log()).orElse(null);
    if (log == null) {
      if (ignored(part.log(), attributes)) {
        return;
      }
      log = track(part.log(), attributes);
    }
    log.walk = walk.get();
    log.foundModified = attributes.modifiedNanos();
    boolean same = part.rotation() > 0 ? rotationKnown(log, part) : unchanged(log, attributes);
    FirstPass gathering = firstPass;
    if (!same && gathering != null && log.seenSize < 0) {
      gathering.found(log);
    } else if (!same && !log.listing) {
      flights.due().accept(log);
    }
  }

  private static boolean rotationKnown(TrackedLog log, LogFilter.Part part) {
    return !log.rotated(part.rotation());
  }

  private static boolean unchanged(TrackedLog log, LogAttributes attributes) {
    return log.seenInode == attributes.identity().inode()
        && log.seenModified == attributes.modifiedNanos()
        && log.seenSize >= attributes.size();
  }

  @Override
  public void changed(LogFilter.Part part) {
    Optional<TrackedLog> known = parts.logs().find(part.log());
    if (known.isEmpty()) {
      parts
          .folder()
          .look(part.log())
          .ifPresentOrElse(attributes -> found(part, attributes), () -> appeared(part));
      return;
    }
    TrackedLog log = known.get();
    if (part.rotation() > 0) {
      boolean unused = log.rotated(part.rotation());
    }
    if (log.pendingSince != 0 && part.rotation() == 0 && !log.held.isEmpty()) {
      log.changedAt = parts.now();
    }
    flights.due().accept(log);
  }

  /// A line needs no look of its own: the log is looked at before it is stored.
  @Override
  public void written(LogFilter.Part part) {
    TrackedLog log = parts.logs().find(part.log()).orElse(null);
    if (log == null || part.rotation() > 0 || !grew(log)) {
      changed(part);
    }
  }

  private boolean grew(TrackedLog log) {
    if (parts.draining() || !log.takeFlight()) {
      return false;
    }
    try {
      boolean waited = log.pendingSince != 0;
      boolean grew = log.grew(parts.now());
      if (grew && !waited) {
        flights.waits().accept(log);
      }
      return grew;
    } catch (IOException e) {
      // The look that follows finds out and tells.
      return false;
    } finally {
      flights.land().accept(log);
    }
  }

  /// A rotated file without its log, or something at the log's path that is no file.
  private void appeared(LogFilter.Part part) {
    if (part.rotation() > 0) {
      parts
          .folder()
          .look(new LogPath(part.log().value() + "." + part.rotation()))
          .ifPresent(attributes -> found(part, attributes));
    } else if (parts.folder().open(part.log()) instanceof Opening.Linked(String detail)) {
      unusable(part.log(), UnshippedReason.SYMLINK, detail);
    }
  }

  @Override
  public void unusable(LogPath path, UnshippedReason reason, String detail) {
    TrackedLog log = parts.logs().track(path, p -> fresh(p, MirrorState.unknown(), parts.now()));
    log.walk = walk.get();
    log.lastTrouble = detail;
    log.drained = true;
    if (log.unshipped != reason) {
      log.unshipped = reason;
      parts.tell(new ShipEvent.LogUnshipped(path, reason, detail));
    }
  }

  private boolean ignored(LogPath path, LogAttributes attributes) {
    Optional<Duration> older = parts.settings().ignoreOlder();
    return older.isPresent()
        && !known.containsKey(path.value())
        && parts.ageNanos(attributes.modifiedNanos(), older.get()) >= older.get().toNanos();
  }

  private TrackedLog track(LogPath path, LogAttributes attributes) {
    LogCheckpoint checkpoint = known.get(path.value());
    MirrorState state = parts.logs().recall(path).orElseGet(() -> standing(checkpoint, attributes));
    parts.tell(new ShipEvent.LogFound(path));
    TrackedLog log = parts.logs().track(path, p -> fresh(p, state, parts.bornAt(attributes)));
    if (checkpoint != null && checkpoint.complete(attributes.size())) {
      log.seenSize = attributes.size();
      log.seenModified = checkpoint.files().getFirst().modifiedNanos();
      log.seenInode = checkpoint.files().getFirst().inode();
      log.drained = true;
    }
    return log;
  }

  /// A log that was born a moment ago has no object most likely.
  private MirrorState standing(@Nullable LogCheckpoint checkpoint, LogAttributes attributes) {
    if (checkpoint != null) {
      return Standing.restore(checkpoint);
    }
    boolean born = parts.ageNanos(attributes.createdNanos(), NEWBORN) < NEWBORN.toNanos();
    return born && firstPass == null ? MirrorState.expectedAbsent() : MirrorState.unknown();
  }

  private static TrackedLog fresh(LogPath path, MirrorState state, long bornAt) {
    return new TrackedLog(path, state, bornAt);
  }
}
