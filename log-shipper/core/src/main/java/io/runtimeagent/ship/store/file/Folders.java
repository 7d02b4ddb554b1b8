package io.runtimeagent.ship.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;

/// Folders that outlive a power cut.
final class Folders {
  private Folders() {}

  /// The folder that a file or folder is in.
  static Path of(Path file) {
    return Objects.requireNonNull(file.getParent(), "The root is in no folder.");
  }

  /// Makes a folder and all above it, unless they are there.
  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = of(folder);
    make(parent);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    sync(parent);
  }

  /// Makes the names in a folder last. Some network file systems do that by themselves, and call
  /// being asked an invalid argument.
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (!"Invalid argument".equals(e.getMessage())) {
        throw e;
      }
    }
  }

  /// Deletes the files in a folder that were last written before `before`; answers how many.
  static int sweep(Path folder, Instant before) throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (isOlder(file, before) && Files.deleteIfExists(file)) {
          swept++;
        }
      }
    } catch (NoSuchFileException expected) {
      return swept;
    }
    return swept;
  }

  private static boolean isOlder(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException expected) {
      return false;
    }
  }
}
