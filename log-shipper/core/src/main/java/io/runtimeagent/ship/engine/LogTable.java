package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.mirror.MirrorState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// All logs that are tracked, and the last thousand that went: one that comes back begins a new
/// segment.
final class LogTable {
  private static final int REMEMBERED = 1_000;

  private final Map<LogPath, TrackedLog> logs = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<LogPath, MirrorState> gone = new LinkedHashMap<>();

  Optional<TrackedLog> find(LogPath path) {
    return Optional.ofNullable(logs.get(path));
  }

  TrackedLog track(LogPath path, Function<LogPath, TrackedLog> maker) {
    return logs.computeIfAbsent(path, maker);
  }

  void forget(TrackedLog log) {
    logs.remove(log.path, log);
    lock.lock();
    try {
      gone.put(log.path, log.state);
      if (gone.size() > REMEMBERED) {
        gone.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  /// What was known of a log when it went.
  Optional<MirrorState> recall(LogPath path) {
    lock.lock();
    try {
      return Optional.ofNullable(gone.remove(path));
    } finally {
      lock.unlock();
    }
  }

  Collection<TrackedLog> all() {
    return logs.values();
  }

  int size() {
    return logs.size();
  }
}
