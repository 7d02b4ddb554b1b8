package io.runtimeagent.ship.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which log is due when. A log stands in it once at most, at its earliest time.
final class DueQueue {
  /// Logs that are due within such a time are taken at once: to wake up costs more than to take
  /// one.
  private static final long GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Due> heap = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private final Map<TrackedLog, Due> due = new HashMap<>();
  private boolean closed;

  DueQueue(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Due(TrackedLog log, long at) {}

  /// Makes a log due at `at`, or leaves it where it is when it is due earlier.
  void add(TrackedLog log, long at) {
    lock.lock();
    try {
      Due before = due.get(log);
      if (before != null && before.at() <= at) {
        return;
      }
      var now = new Due(log, at);
      due.put(log, now);
      heap.add(now);
      if (now.equals(heap.peek())) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next log that is due; null once closed.
  @Nullable TrackedLog take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        Due next = heap.peek();
        if (next == null) {
          changed.await();
        } else if (!next.equals(due.get(next.log()))) {
          heap.remove();
        } else {
          long wait = next.at() - nanoTime.getAsLong();
          if (wait <= 0) {
            heap.remove();
            due.remove(next.log());
            return next.log();
          }
          long unused = changed.awaitNanos(Math.clamp(wait, GRAIN_NANOS, LONGEST_WAIT_NANOS));
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
