package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A drain under way: waits until all is stored, or until it would take too long.
public final class Draining {
  /// Counting what is left takes a look at every log: too dear for each write.
  private static final long COUNTED_EVERY_NANOS = Duration.ofMillis(500).toNanos();

  private final EngineParts parts;
  private final Pause pause;
  private final long beganAt;
  private final long storedBefore;

  /// The logs that were left when they were counted last. Once there were none all is stored, even
  /// if one of them has been touched since.
  private Set<TrackedLog> open = Set.of();

  Draining(EngineParts parts, Pause pause) {
    this.parts = parts;
    this.pause = pause;
    this.beganAt = parts.now();
    this.storedBefore = parts.progress().storedBytes();
  }

  /// Waits until something may have changed.
  interface Pause {
    void await() throws InterruptedException;
  }

  /// A log of which bytes are not stored, and why as far as it is known.
  public record Left(LogPath log, long bytes, String why) {}

  /// How far a drain is. `bytes` were stored since it began, `logs` are left.
  public record Standing(long bytes, long pendingBytes, int logs) {}

  /// How long a drain may take: in all, and without anything being stored.
  public record Patience(Duration total, Duration withoutProgress) {}

  /// Waits, telling `progress` how far it is; answers what is left.
  public List<Left> await(Patience patience, Consumer<Standing> progress)
      throws InterruptedException {
    Standing standing = standing();
    while (standing.logs() > 0 && !exhausted(patience)) {
      progress.accept(standing);
      awaitWitness();
      standing = standing();
    }
    progress.accept(standing);
    return left();
  }

  /// Waits while one of those left, as good a witness as any, is not done; for a moment at most.
  private void awaitWitness() throws InterruptedException {
    Optional<TrackedLog> witness = open.stream().findFirst();
    long until = parts.now() + COUNTED_EVERY_NANOS;
    do {
      pause.await();
    } while (witness.filter(log -> !log.done()).isPresent() && parts.now() < until);
  }

  private boolean exhausted(Patience patience) {
    long now = parts.now();
    long moved = Math.max(beganAt, parts.progress().lastProgressNanos());
    return now - beganAt >= patience.total().toNanos()
        || now - moved >= patience.withoutProgress().toNanos();
  }

  private Standing standing() {
    var left = new HashSet<TrackedLog>();
    long pending = 0;
    for (TrackedLog log : parts.logs().all()) {
      if (!log.done()) {
        left.add(log);
        pending += log.pendingBytes;
      }
    }
    open = left;
    return new Standing(parts.progress().storedBytes() - storedBefore, pending, left.size());
  }

  private List<Left> left() {
    var left = new ArrayList<Left>();
    for (TrackedLog log : parts.logs().all()) {
      UnshippedReason unshipped = log.unshipped;
      boolean unusable = unshipped != null && unshipped != UnshippedReason.SYMLINK;
      if (unusable || (open.contains(log) && !log.done())) {
        left.add(new Left(log.path, Math.max(0, log.pendingBytes), why(log)));
      }
    }
    left.sort((a, b) -> a.log().compareTo(b.log()));
    return left;
  }

  private String why(TrackedLog log) {
    if (!log.lastTrouble.isEmpty()) {
      return log.lastTrouble;
    }
    return parts.gate().hold().map(StoreGate.Hold::reason).orElse("there was no time");
  }
}
