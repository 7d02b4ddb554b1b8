package io.runtimeagent.ship.discover;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Notification of changes in folders (inotify), as long as the system gives it.
final class FolderWatch implements AutoCloseable {
  private final WatchService service;
  private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();
  private final Map<Path, Watched> watched = new ConcurrentHashMap<>();

  FolderWatch(WatchService service) {
    this.service = service;
  }

  /// What came out of waiting.
  interface Changes {
    void entry(Path path, Kind kind);

    /// Changes were lost: only a walk tells.
    void overflowed();
  }

  /// What happened to an entry of a folder.
  enum Kind {
    CREATED,
    CHANGED,
    DELETED
  }

  /// A watch, and the folder that it is on: not the one that has its name now, perhaps.
  private record Watched(WatchKey key, @Nullable Object identity) {}

  /// Watches a folder from now on; one that vanished meanwhile is passed over. Fails when the
  /// system gives no more watches.
  ///
  /// A folder that is watched already costs nothing: each walk comes by all of them.
  void add(Path folder, BasicFileAttributes attributes) throws IOException {
    Object identity = attributes.fileKey();
    Watched before = watched.get(folder);
    if (before != null && identity != null && stands(before, folder, identity)) {
      return;
    }
    try {
      WatchKey key = folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      Path renamed = folders.put(key, folder);
      if (renamed != null && !renamed.equals(folder)) {
        watched.remove(renamed);
      }
      watched.put(folder, new Watched(key, identity));
    } catch (NoSuchFileException | NotDirectoryException e) {
      // The walk that follows sees what is there now.
      return;
    }
  }

  private boolean stands(Watched before, Path folder, Object identity) {
    return before.key.isValid()
        && identity.equals(before.identity)
        && folder.equals(folders.get(before.key));
  }

  /// Waits for the next changes and hands them on; false once the watch is closed.
  boolean await(Changes changes) throws InterruptedException {
    try {
      WatchKey key = service.take();
      Path folder = folders.get(key);
      for (WatchEvent<?> event : key.pollEvents()) {
        handOn(folder, event, changes);
      }
      if (!key.reset()) {
        forget(key);
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  private void forget(WatchKey key) {
    Path folder = folders.remove(key);
    if (folder != null) {
      watched.computeIfPresent(folder, (path, now) -> now.key.equals(key) ? null : now);
    }
  }

  private static void handOn(@Nullable Path folder, WatchEvent<?> event, Changes changes) {
    if (event.kind() == OVERFLOW || folder == null) {
      changes.overflowed();
    } else if (event.context() instanceof Path name) {
      Kind kind =
          event.kind() == ENTRY_CREATE
              ? Kind.CREATED
              : event.kind() == ENTRY_DELETE ? Kind.DELETED : Kind.CHANGED;
      changes.entry(folder.resolve(name), kind);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
