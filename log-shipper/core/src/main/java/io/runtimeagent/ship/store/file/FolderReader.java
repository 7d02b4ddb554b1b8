package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks at the files of a folder and reads them.
final class FolderReader {
  private static final int LOOKS = 100;

  private final Layout layout;
  private final RecordAttribute records;

  FolderReader(Layout layout, RecordAttribute records) {
    this.layout = layout;
    this.records = records;
  }

  Optional<Seen> look(ObjectKey key) throws IOException {
    try {
      return Optional.of(look(layout.fileOf(key)));
    } catch (IOException e) {
      if (FileErrors.isNotThere(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Version and record of one moment. The file is opened because that makes a network file
  /// system's client ask its server instead of its memory.
  Seen look(Path file) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      String before = Seen.version(attributes(file));
      try (FileChannel _ = open(file)) {
        var record = records.read(file);
        BasicFileAttributes after = attributes(file);
        if (Seen.version(after).equals(before)) {
          return Seen.of(after, record);
        }
      }
    }
    throw new StoreException(
        new StoreFailure.Unavailable("The file '" + file + "' changes all the time."), null);
  }

  /// The file, if it has this version: what is read from it then is of that version, since a write
  /// puts another file in its place.
  FileChannel open(Path file, String version) throws IOException {
    requireSameVersion(file, version);
    FileChannel channel = open(file);
    try {
      requireSameVersion(file, version);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Fails with `ChangedException` or `NoSuchFileException` if the file has not this version.
  void requireVersion(Path file, String version) throws IOException {
    open(file, version).close();
  }

  InputStream open(ObjectKey key, String version, long offset) throws IOException {
    FileChannel channel = open(layout.fileOf(key), version);
    try {
      channel.position(offset);
      return new ExactInputStream(
          Channels.newInputStream(channel), Math.max(0, channel.size() - offset));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  void list(String prefix, Predicate<ListedObject> sink) throws IOException {
    Path folder = layout.folder();
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path root = folder.toRealPath();
    Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (start.startsWith(root) && Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(start, new Listing(root, prefix, sink));
    }
  }

  private static void requireSameVersion(Path file, String version) throws IOException {
    if (!Seen.version(attributes(file)).equals(version)) {
      throw new ChangedException(file);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new StoreException(
          new StoreFailure.Rejected("'" + file + "' is there and is no regular file."), null);
    }
    return attributes;
  }

  /// The regular files below a folder whose key begins with a prefix. What vanishes meanwhile is
  /// left out.
  private final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String prefix;
    private final Predicate<ListedObject> sink;

    Listing(Path root, String prefix, Predicate<ListedObject> sink) {
      this.root = root;
      this.prefix = prefix;
      this.sink = sink;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String key = root.relativize(folder) + "/";
      boolean onTheWay = prefix.startsWith(key) || key.startsWith(prefix) || folder.equals(root);
      return onTheWay && !layout.isInternal(layout.folder().resolve(root.relativize(folder)))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String key = root.relativize(file).toString();
      if (!attributes.isRegularFile() || !key.startsWith(prefix)) {
        return FileVisitResult.CONTINUE;
      }
      return listed(new ObjectKey(key), file)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.TERMINATE;
    }

    private boolean listed(ObjectKey key, Path file) throws IOException {
      Seen seen;
      try {
        seen = look(file);
      } catch (IOException e) {
        if (FileErrors.isNotThere(e)) {
          return true;
        }
        throw e;
      }
      return sink.test(new ListedObject(key, seen.object(), Optional.empty()));
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (FileErrors.isNotThere(e)) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
