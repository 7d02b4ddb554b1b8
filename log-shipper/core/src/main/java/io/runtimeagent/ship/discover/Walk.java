package io.runtimeagent.ship.discover;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogPath;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;

/// One look at a whole tree of logs. Symbolic links are never followed; what vanishes meanwhile is
/// passed over.
final class Walk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final LogFilter filter;
  private final DiscoveryListener listener;
  private final BiConsumer<Path, BasicFileAttributes> folders;

  /// `folders` is given every folder that can hold logs, before what is in it.
  Walk(
      Path root,
      LogFilter filter,
      DiscoveryListener listener,
      BiConsumer<Path, BasicFileAttributes> folders) {
    this.root = root;
    this.filter = filter;
    this.listener = listener;
    this.folders = folders;
  }

  /// Walks the tree below `start`; fails only when `start` itself cannot be read.
  void from(Path start) throws IOException {
    Files.walkFileTree(start, this);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (!folder.equals(root) && !filter.descends(root.relativize(folder))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    folders.accept(folder, attributes);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    Path relative = root.relativize(file);
    if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
      filter.part(relative).ifPresent(part -> visit(part, relative, attributes));
    }
    return FileVisitResult.CONTINUE;
  }

  private void visit(LogFilter.Part part, Path relative, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      listener.unusable(part.log(), UnshippedReason.SYMLINK, "it is a symbolic link");
    } else if (Names.undecodable(relative)) {
      listener.unusable(part.log(), UnshippedReason.BAD_NAME, "its name is not UTF-8");
    } else {
      listener.found(part, LogAttributes.of(attributes));
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root)) {
      throw e;
    }
    if (!(e instanceof NoSuchFileException)) {
      String path = root.relativize(file).toString();
      listener.unusable(new LogPath(path), UnshippedReason.UNREADABLE, e.toString());
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(
      Path folder, @org.jspecify.annotations.Nullable IOException e) {
    return FileVisitResult.CONTINUE;
  }
}
