package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.log.LogPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// When something was last stored, how many attempts failed since, and what went wrong.
public final class Progress {
  private static final int KEPT = 20;

  private final InstantSource wallClock;
  private final AtomicInteger failures = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Failure> last = new ArrayDeque<>();
  private final LongAdder writes = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private volatile Optional<Instant> progressed = Optional.empty();
  private volatile long progressedNanos;

  Progress(InstantSource wallClock) {
    this.wallClock = wallClock;
  }

  /// Something that went wrong.
  public record Failure(Instant at, LogPath log, String what) {}

  void made(long nanos, long bytes) {
    writes.increment();
    stored.add(bytes);
    failures.set(0);
    progressedNanos = nanos;
    progressed = Optional.of(wallClock.instant());
  }

  void failed(LogPath log, String what) {
    failures.incrementAndGet();
    lock.lock();
    try {
      last.addLast(new Failure(wallClock.instant(), log, what));
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Bytes stored since the start.
  public long storedBytes() {
    return stored.sum();
  }

  /// Writes that were acknowledged since the start.
  public long writes() {
    return writes.sum();
  }

  /// Attempts that failed since bytes were last stored.
  public int consecutiveFailures() {
    return failures.get();
  }

  public Optional<Instant> lastProgress() {
    return progressed;
  }

  /// The nanosecond time of the last progress, 0 before the first.
  public long lastProgressNanos() {
    return progressedNanos;
  }

  public List<Failure> lastFailures() {
    lock.lock();
    try {
      return new ArrayList<>(last);
    } finally {
      lock.unlock();
    }
  }
}
