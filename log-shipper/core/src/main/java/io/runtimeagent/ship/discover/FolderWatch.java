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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Notification of changes in folders (inotify), as long as the system gives it.
final class FolderWatch implements AutoCloseable {
  private final WatchService service;
  private final Map<WatchKey, Path> folders = new ConcurrentHashMap<>();

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

  /// Watches a folder from now on; one that vanished meanwhile is passed over. Fails when the
  /// system gives no more watches.
  void add(Path folder) throws IOException {
    try {
      folders.put(folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE), folder);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // The walk that follows sees what is there now.
      return;
    }
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
        folders.remove(key);
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  private static void handOn(
      @org.jspecify.annotations.Nullable Path folder, WatchEvent<?> event, Changes changes) {
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
