package io.runtimeagent.ship.engine;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Which logs are held open, so that one that is deleted while bytes of it wait can still be read.
/// Never more than half of the descriptors that the process may have; the one that was not looked
/// at for longest gives way.
final class OpenFiles {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<TrackedLog, Integer> open = new LinkedHashMap<>(64, 0.75f, true);
  private int files;

  OpenFiles(int most) {
    this.most = most;
  }

  /// A log holds so many files from now on.
  void holds(TrackedLog log, int count) {
    lock.lock();
    try {
      Integer before = count == 0 ? open.remove(log) : open.put(log, count);
      files += count - (before == null ? 0 : before);
    } finally {
      lock.unlock();
    }
  }

  /// A log that has to give way, if there are too many; the caller closes its files.
  Optional<TrackedLog> surplus() {
    lock.lock();
    try {
      return files <= most || open.isEmpty()
          ? Optional.empty()
          : Optional.of(open.sequencedKeySet().getFirst());
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return files;
    } finally {
      lock.unlock();
    }
  }
}
