package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.mirror.FileState;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.mirror.Place;
import io.runtimeagent.ship.mirror.Remote;
import io.runtimeagent.ship.pace.Pace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One log and all that is known of it. Whoever has its flight owns every field that is not
/// volatile.
final class TrackedLog {
  final LogPath path;

  /// Nanosecond time at which the log was born, as far as that is known.
  final long bornAt;

  private final AtomicBoolean flight = new AtomicBoolean();

  volatile MirrorState state;
  Pace pace = Pace.first();
  List<LogFile> held = List.of();
  int attempts;
  Map<Long, Long> drainEnds = Map.of();

  /// Whether a file is held open that has no name any more: nothing notifies of its growth.
  boolean unlinked;

  /// When the log was last seen to grow.
  volatile long changedAt;

  /// Since when bytes wait, 0 when none do.
  volatile long pendingSince;
  volatile long pendingBytes;

  /// When the waiting bytes should have been stored at the latest by the freshness policy, 0 when
  /// none wait.
  volatile long expectedAt;

  /// The sizes and times of the last look, to tell in a walk whether anything changed.
  volatile long seenSize = -1;
  volatile long seenModified;
  volatile long seenInode;

  /// The time stamp with which a walk found the log.
  volatile long foundModified;

  volatile @Nullable UnshippedReason unshipped;
  volatile String lastTrouble = "";
  volatile boolean drained;

  /// The walk that saw the log last.
  volatile int walk;

  /// A change that came while the log was in flight.
  volatile boolean changedInFlight;

  /// Whether the first pass will say what is stored of the log: until then only a change makes it
  /// due, since a look would ask the store for what a listing is about to tell.
  volatile boolean listing;

  private volatile @Nullable NavigableSet<Integer> rotations;

  /// The time stamp of a file of which only the size was taken since.
  static final long UNSEEN = Long.MIN_VALUE;

  TrackedLog(LogPath path, MirrorState state, long bornAt) {
    this.path = path;
    this.state = state;
    this.bornAt = bornAt;
  }

  boolean takeFlight() {
    return flight.compareAndSet(false, true);
  }

  void land() {
    flight.set(false);
  }

  /// Takes in that the log has grown, at `now`; false when that may not be all that happened to it.
  /// The caller has the log's flight.
  boolean grew(long now) throws IOException {
    if (changedInFlight || unlinked || unshipped != null || held.size() != 1) {
      return false;
    }
    long size = held.getFirst().size();
    if (size <= seenSize || (pendingSince == 0 && !settled())) {
      return false;
    }
    if (pendingSince == 0) {
      pendingSince = Math.max(1, now);
    }
    pendingBytes = Math.max(0, size - storedBytes());
    seenSize = size;
    seenModified = UNSEEN;
    changedAt = now;
    return true;
  }

  /// The numbers n of the files `<log>.<n>` that exist or existed a moment ago.
  NavigableSet<Integer> rotations() {
    NavigableSet<Integer> known = rotations;
    return known == null ? java.util.Collections.emptyNavigableSet() : known;
  }

  /// Adds n; answers whether it is new.
  boolean rotated(int n) {
    NavigableSet<Integer> known = rotations;
    if (known == null) {
      known = new ConcurrentSkipListSet<>();
      rotations = known;
    }
    return known.add(n);
  }

  /// Whether every file that has bytes has been found in the object.
  boolean settled() {
    MirrorState now = state;
    return seenSize == 0
        || (!now.files().isEmpty()
            && !(now.remote() instanceof Remote.Unknown)
            && now.files().stream()
                .noneMatch(f -> f.place() instanceof Place.Unlocated && f.seenSize() > 0));
  }

  /// Whether nothing is known to be left to store.
  boolean complete() {
    return seenSize >= 0 && pendingSince == 0 && settled();
  }

  /// Whether a drain need not wait for this log: it said so, or nothing is left and nobody is
  /// looking.
  boolean done() {
    return drained || (!changedInFlight && !flight.get() && complete());
  }

  /// Bytes that are stored, over all files of the log that still exist.
  long storedBytes() {
    long bytes = 0;
    for (FileState file : state.files()) {
      bytes += file.storedBytes();
    }
    return bytes;
  }
}
