package io.runtimeagent.agent.logging;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Decides which records are printed: the same text once a minute, and of one kind at most a
/// hundred different ones a minute. What is kept back is counted and told with the next one.
final class Repeats {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int KINDS_BURST = 100;
  private static final int REMEMBERED = 500;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Seen> texts = bounded();
  private final Map<String, Seen> kinds = bounded();

  Repeats(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// How many records like this one were kept back before it, or -1 if it is to be kept back, too.
  /// `kind` is where the record comes from, such as logger and level.
  long admit(String kind, String text) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      Seen same = texts.computeIfAbsent(kind + ' ' + text, key -> new Seen(now));
      Seen like = kinds.computeIfAbsent(kind, key -> new Seen(now));
      if (!same.admits(now, 1)) {
        return -1;
      }
      return like.admits(now, KINDS_BURST) ? same.takeKeptBack() + like.takeKeptBack() : -1;
    } finally {
      lock.unlock();
    }
  }

  int remembered() {
    return texts.size() + kinds.size();
  }

  private static Map<String, Seen> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  private static final class Seen {
    private long windowStart;
    private int admitted;
    private long keptBack;

    Seen(long now) {
      windowStart = now;
    }

    boolean admits(long now, int most) {
      if (now - windowStart >= WINDOW.toNanos()) {
        windowStart = now;
        admitted = 0;
      }
      if (admitted < most) {
        admitted++;
        return true;
      }
      keptBack++;
      return false;
    }

    long takeKeptBack() {
      long taken = keptBack;
      keptBack = 0;
      return taken;
    }
  }
}
