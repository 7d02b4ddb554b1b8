package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;

/// A file that is written where nobody looks and then takes its place at once. Closing removes it
/// unless it has.
final class TemporaryFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Readable by whoever the process's umask lets.
  static TemporaryFile in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve(UUID.randomUUID().toString());
    return new TemporaryFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  Path path() {
    return path;
  }

  /// Adds the first `length` bytes of a file, copied by the kernel, which on some file systems
  /// shares them instead; answers whether there were as many.
  boolean copy(FileChannel from, long length) throws IOException {
    long done = 0;
    while (done < length) {
      long copied = from.transferTo(done, length - done, channel);
      if (copied <= 0) {
        return false;
      }
      done += copied;
    }
    return true;
  }

  void write(Content content) throws IOException {
    try (InputStream in = content.open()) {
      var buffer = new byte[Math.clamp(content.length(), 1, BUFFER)];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        var bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  /// Makes the bytes last, and the file one that no other is taken for: times that the kernel sets
  /// are as coarse as its tick.
  void complete(Instant now) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(now));
    channel.force(true);
  }

  /// Takes a place that nobody has, else fails with `ChangedException`. To be done under the lock,
  /// which makes up for a file system that has no hard links.
  void create(Path target) throws IOException {
    try {
      Files.createLink(target, path);
    } catch (FileAlreadyExistsException e) {
      throw new ChangedException(target);
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new ChangedException(target);
      }
      replace(target);
    }
  }

  /// Takes the place of what stands at `target`.
  void replace(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException expected) {
      // What stays is swept later, and what was written counts all the same.
    }
  }
}
