package io.runtimeagent.ship.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The exclusive lock on `<log folder>/.runtime-agent.lock`. Its holder writes its name there and
/// touches the file every ten seconds; who finds it free, or untouched for a minute on its own
/// clock, takes over.
///
/// A holder that was frozen for so long finds another name there when it touches the file, and
/// stands back. Where locks do not work everybody holds it, and the conditional writes keep it
/// right.
public final class FolderLock implements AutoCloseable {
  public static final String NAME = ".runtime-agent.lock";
  public static final Duration TOUCH = Duration.ofSeconds(10);
  private static final Duration STALE = Duration.ofSeconds(60);
  private static final int NAME_BYTES = 256;

  private final Path file;
  private final String name;
  private final LongSupplier nanoTime;
  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;
  private @Nullable Object opened;
  private boolean takenOver;
  private @Nullable FileTime touched;
  private long touchedSeenAt;

  /// `name` says who we are, in one line.
  public FolderLock(Path folder, String name, LongSupplier nanoTime) {
    this.file = folder.resolve(NAME);
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /// Answer to "may we ship?".
  public sealed interface Claim {
    /// We hold the lock.
    record Held() implements Claim {}

    /// We hold what somebody else has not touched for a minute.
    record TakenOver(String from) implements Claim {}

    /// Somebody else holds it.
    record Other(String holder) implements Claim {}

    /// Locks do not work here: ship, as everybody does.
    record Unlockable(String reason) implements Claim {}
  }

  /// Tries to get the lock, or keeps it.
  public Claim claim() {
    try {
      return lock != null || takenOver ? keep() : get();
    } catch (IOException | UnsupportedOperationException e) {
      return new Claim.Unlockable(e.toString());
    }
  }

  private Claim get() throws IOException {
    FileChannel open = open();
    lock = tryLock(open);
    if (lock != null) {
      sign(open);
      return new Claim.Held();
    }
    FileTime now = Files.getLastModifiedTime(file);
    if (!now.equals(touched)) {
      touched = now;
      touchedSeenAt = nanoTime.getAsLong();
    }
    String holder = signature(open);
    if (nanoTime.getAsLong() - touchedSeenAt < STALE.toNanos()) {
      return new Claim.Other(holder);
    }
    takenOver = true;
    sign(open);
    return new Claim.TakenOver(holder);
  }

  /// Another name in the file means that another took over while we did not touch it; another file,
  /// that somebody removed ours.
  private Claim keep() throws IOException {
    if (!Objects.equals(fileKey(), opened)) {
      release();
      touched = null;
      return get();
    }
    FileChannel open = open();
    String holder = signature(open);
    if (!holder.equals(name)) {
      release();
      touched = null;
      return new Claim.Other(holder);
    }
    touch(open);
    if (lock == null) {
      lock = tryLock(open);
    }
    return new Claim.Held();
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      channel = open;
      opened = fileKey();
    }
    return open;
  }

  /// Which file is in the lock's place; null when there is none.
  private @Nullable Object fileKey() throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel open) throws IOException {
    try {
      return open.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void sign(FileChannel open) throws IOException {
    open.truncate(0);
    touch(open);
  }

  /// By a write, since setting the time by the file's name opens and closes it, and a process that
  /// closes any descriptor of a file gives up its locks on it. Forced, so that other hosts see it.
  private void touch(FileChannel open) throws IOException {
    open.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
    open.force(false);
  }

  private static String signature(FileChannel open) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(NAME_BYTES);
    open.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private void release() throws IOException {
    takenOver = false;
    FileChannel open = channel;
    channel = null;
    lock = null;
    if (open != null) {
      open.close();
    }
  }

  /// Gives the lock up; the file stays.
  @Override
  public void close() throws IOException {
    release();
  }
}
