package io.runtimeagent.ship.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/// The folder that holds all logs. The folder itself may be reached through a link: that is the
/// operator's word. Nothing below it may.
public final class LogFolder {
  private static final Set<java.nio.file.OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path root;

  public LogFolder(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  public Path resolve(LogPath path) {
    return root.resolve(path.value());
  }

  /// What the directory entry says, without opening anything; empty when there is no regular file.
  public Optional<LogAttributes> look(LogPath path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(LogAttributes.of(attributes))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Opens a log, directory by directory, so that no symbolic link in any component is followed
  /// even when it is put there while we look.
  public Opening open(LogPath path) {
    String[] names = path.value().split("/");
    try (Chain chain = Chain.at(root)) {
      for (int i = 0; i < names.length - 1; i++) {
        chain.enter(Path.of(names[i]));
      }
      return open(chain, Path.of(names[names.length - 1]));
    } catch (NoSuchFileException e) {
      return new Opening.Gone();
    } catch (NotDirectoryException e) {
      return new Opening.Gone();
    } catch (IOException e) {
      return refusal(path, e);
    }
  }

  /// Deletes a log, if it still is the file that was opened; a link in any component is not
  /// followed.
  public void delete(LogPath path, LogFile file) throws IOException {
    String[] names = path.value().split("/");
    try (Chain chain = Chain.at(root)) {
      for (int i = 0; i < names.length - 1; i++) {
        chain.enter(Path.of(names[i]));
      }
      Path name = Path.of(names[names.length - 1]);
      LogAttributes now = LogAttributes.of(chain.attributes(name));
      if (now.equals(file.opened())) {
        chain.directory.deleteFile(name);
      }
    }
  }

  private static Opening open(Chain chain, Path name) throws IOException {
    BasicFileAttributes before = chain.attributes(name);
    if (before.isSymbolicLink()) {
      return new Opening.Linked("the file is a symbolic link");
    }
    if (!before.isRegularFile()) {
      return new Opening.NotRegular();
    }
    FileChannel channel = chain.channel(name);
    try {
      BasicFileAttributes after = chain.attributes(name);
      if (before.fileKey().equals(after.fileKey())) {
        return new Opening.Opened(new LogFile(channel, LogAttributes.of(after)));
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return new Opening.Gone();
  }

  /// A link in the place of a directory answers with ELOOP, which the JDK has no exception for.
  private Opening refusal(LogPath path, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("symbolic link")) {
      return new Opening.Linked("a component is a symbolic link");
    }
    return new Opening.Unreadable(
        e.getClass().getSimpleName() + ": " + message + " (" + path + ")");
  }

  /// The directory that is open now; entering one closes the one before.
  @SuppressWarnings("StreamResourceLeak") // Chain is the resource; its owner closes it.
  private static final class Chain implements AutoCloseable {
    private SecureDirectoryStream<Path> directory;

    private Chain(SecureDirectoryStream<Path> directory) {
      this.directory = directory;
    }

    static Chain at(Path root) throws IOException {
      DirectoryStream<Path> stream = Files.newDirectoryStream(root);
      if (stream instanceof SecureDirectoryStream<Path> secure) {
        return new Chain(secure);
      }
      stream.close();
      throw new IOException("This system cannot open files relative to a directory.");
    }

    void enter(Path name) throws IOException {
      SecureDirectoryStream<Path> next =
          directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      directory.close();
      directory = next;
    }

    BasicFileAttributes attributes(Path name) throws IOException {
      return directory
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    }

    FileChannel channel(Path name) throws IOException {
      return (FileChannel) directory.newByteChannel(name, READ);
    }

    @Override
    public void close() throws IOException {
      directory.close();
    }
  }
}
