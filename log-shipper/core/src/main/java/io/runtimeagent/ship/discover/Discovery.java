package io.runtimeagent.ship.discover;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogPath;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Finds logs: by walking the folder, and by notification between walks where the file system gives
/// it.
///
/// A walk is the truth and notification only makes it early: a lost notification costs time, never
/// a log.
public final class Discovery implements AutoCloseable {
  private final Path root;
  private final LogFilter filter;
  private final DiscoveryListener listener;
  private final ShipListener events;
  private final ReentrantLock walking = new ReentrantLock();
  private volatile @Nullable FolderWatch watch;
  private volatile boolean overflowed;
  private @Nullable Object rootKey;

  public Discovery(Path root, LogFilter filter, DiscoveryListener listener, ShipListener events) {
    this.root = root;
    this.filter = filter;
    this.listener = listener;
    this.events = events;
  }

  /// Reports every log there is. Fails when the folder itself cannot be read.
  public void walk() throws IOException {
    walking.lock();
    try {
      overflowed = false;
      new Walk(root, filter, listener, this::watch).from(root);
    } finally {
      walking.unlock();
    }
  }

  /// Asks for notification from the next walk on; false, with a reason told, where there is none.
  public boolean startWatching() {
    Optional<String> remote = remoteFileSystem();
    if (remote.isPresent()) {
      events.happened(
          new ShipEvent.WatchUnavailable(
              "The log folder is on " + remote.get() + ", which tells nothing of other hosts."));
      return false;
    }
    try {
      watch = new FolderWatch(FileSystems.getDefault().newWatchService());
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      events.happened(new ShipEvent.WatchUnavailable(String.valueOf(e.getMessage())));
      return false;
    }
  }

  /// Whether changes are being notified; false from the moment on when the system refused a watch.
  public boolean watching() {
    return watch != null;
  }

  /// Whether changes were lost since the last walk.
  public boolean overflowed() {
    return overflowed;
  }

  /// Hands changes on until closed, or until notification ends.
  public void awaitChanges() throws InterruptedException {
    try {
      FolderWatch current = watch;
      while (current != null && current.await(new Dispatch())) {
        current = watch;
      }
    } catch (RuntimeException e) {
      // The top of a thread's loop: without it walks still find everything.
      stopWatching(e.toString());
    }
  }

  /// Whether the folder is another one than at the last call: replaced, or mounted over.
  public boolean replaced() {
    Object key = null;
    try {
      key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      // Gone for now: it counts as replaced once it is back.
    }
    boolean other = !Objects.equals(key, rootKey);
    rootKey = key;
    return other && key != null;
  }

  private void watch(Path folder, BasicFileAttributes attributes) {
    FolderWatch current = watch;
    if (current == null) {
      return;
    }
    try {
      current.add(folder, attributes);
    } catch (IOException e) {
      stopWatching(String.valueOf(e.getMessage()));
    }
  }

  private void stopWatching(String reason) {
    FolderWatch current = watch;
    watch = null;
    events.happened(new ShipEvent.WatchUnavailable(reason));
    try {
      if (current != null) {
        current.close();
      }
    } catch (IOException e) {
      events.happened(new ShipEvent.WatchUnavailable(String.valueOf(e.getMessage())));
    }
  }

  private Optional<String> remoteFileSystem() {
    try {
      String type = Files.getFileStore(root).type();
      boolean remote =
          type.startsWith("nfs")
              || type.equals("cifs")
              || type.equals("smb3")
              || type.equals("9p")
              || type.equals("ceph")
              || type.equals("lustre")
              || type.startsWith("fuse");
      return remote ? Optional.of(type) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    FolderWatch current = watch;
    watch = null;
    if (current != null) {
      current.close();
    }
  }

  private final class Dispatch implements FolderWatch.Changes {
    @Override
    public void entry(Path path, FolderWatch.Kind kind) {
      if (kind == FolderWatch.Kind.CREATED && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        descend(path);
        return;
      }
      Path relative = root.relativize(path);
      if (!Names.undecodable(relative)) {
        filter
            .part(relative)
            .ifPresent(kind == FolderWatch.Kind.CHANGED ? listener::written : listener::changed);
      }
    }

    /// What came into a new folder before it was watched is found by walking it.
    private void descend(Path folder) {
      walking.lock();
      try {
        if (descends(folder)) {
          new Walk(root, filter, listener, Discovery.this::watch).from(folder);
        }
      } catch (IOException e) {
        listener.unusable(
            new LogPath(root.relativize(folder).toString()),
            ShipEvent.UnshippedReason.UNREADABLE,
            e.toString());
      } finally {
        walking.unlock();
      }
    }

    private boolean descends(Path folder) {
      Path relative = root.relativize(folder);
      for (int names = 1; names <= relative.getNameCount(); names++) {
        if (!filter.descends(relative.subpath(0, names))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void overflowed() {
      overflowed = true;
    }
  }
}
