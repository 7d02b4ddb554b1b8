package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Where things are in the folder: each key at the path that it spells, what the store needs for
/// itself below `helper`.
record Layout(Path folder, String helperPrefix) {
  private static final int MAX_NAME_BYTES = 255;

  /// Where files are written before they are renamed into their place.
  Path temporary() {
    return folder.resolve(helperPrefix + "tmp");
  }

  Path locks() {
    return folder.resolve(helperPrefix + "lock");
  }

  /// Whether a path is the store's own, and no object.
  boolean isInternal(Path path) {
    return path.startsWith(temporary()) || path.startsWith(locks());
  }

  /// The file that is the object with this key; `Rejected` when a file cannot have the key for its
  /// path, or when a symbolic link is on the way.
  Path fileOf(ObjectKey key) throws IOException {
    for (String name : key.value().split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        throw rejected("The key '" + key + "' is no path below the folder.");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        throw rejected("The key '" + key + "' has a name of more than 255 bytes.");
      }
    }
    Path file = resolve(key);
    if (isInternal(file)) {
      throw rejected("The key '" + key + "' is one of the store's own files.");
    }
    requireNoLinks(file);
    return file;
  }

  private Path resolve(ObjectKey key) throws StoreException {
    try {
      return folder.resolve(key.value());
    } catch (InvalidPathException e) {
      throw rejected(
          "The key '" + key + "' is no path in this locale (" + e.getReason() + "); set LC_ALL.");
    }
  }

  /// Links could lead out of the folder, or let two keys be one.
  private void requireNoLinks(Path file) throws IOException {
    Path parent = Folders.of(file);
    try {
      Path expected = folder.toRealPath().resolve(folder.relativize(parent).toString());
      if (!parent.toRealPath().equals(expected)) {
        throw rejected("A symbolic link is on the way to '" + file + "'.");
      }
    } catch (NoSuchFileException e) {
      requireNoDanglingLink(parent);
    }
  }

  private void requireNoDanglingLink(Path missing) throws IOException {
    Path path = missing;
    while (!path.equals(folder)) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new NotDirectoryException(path.toString());
        }
        requireNoLinks(path.resolve("any"));
        return;
      }
      path = Folders.of(path);
    }
  }

  private static StoreException rejected(String reason) {
    return new StoreException(new StoreFailure.Rejected(reason), null);
  }
}
