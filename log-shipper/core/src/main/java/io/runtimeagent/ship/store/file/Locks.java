package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets one writer at a time look at a file and put another in its place: one of the threads here,
/// and one of the processes that use the folder.
///
/// Each stripe has a lock file that one thread opens at a time, because closing any descriptor of a
/// file gives up all the locks that a process has on it.
final class Locks {
  private static final int STRIPES = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Path folder;
  private final ReentrantLock[] threads =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  Locks(Path folder) {
    this.folder = folder;
  }

  /// Something to do while nobody else does it for the same key.
  @FunctionalInterface
  interface Guarded<T> {
    T run() throws IOException;
  }

  <T> T locked(ObjectKey key, Guarded<T> action) throws IOException {
    int stripe = Math.floorMod(key.value().hashCode(), STRIPES);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ReentrantLock thread = threads[stripe];
    if (!acquired(thread)) {
      throw busy();
    }
    try (FileChannel file = open("%02d".formatted(stripe));
        FileLock _ = acquired(file, deadline)) {
      return action.run();
    } finally {
      thread.unlock();
    }
  }

  private static boolean acquired(ReentrantLock thread) {
    try {
      return thread.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private FileChannel open(String name) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock acquired(FileChannel file, long deadline) throws IOException {
    while (System.nanoTime() - deadline < 0) {
      FileLock lock = attempt(file);
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw busy();
  }

  private static @Nullable FileLock attempt(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException expected) {
      return null;
    }
  }

  private static StoreException busy() {
    return new StoreException(
        new StoreFailure.Throttled(Duration.ZERO, "Another agent writes to the folder."), null);
  }
}
