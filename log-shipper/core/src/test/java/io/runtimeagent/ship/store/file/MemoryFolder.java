package io.runtimeagent.ship.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Temporary folders in memory, where there is such: another file system, and one that syncs at
/// once.
final class MemoryFolder implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    return Files.isWritable(MEMORY) && hasAttributes()
        ? Files.createTempDirectory(MEMORY, "junit-")
        : Files.createTempDirectory("junit-");
  }

  private static boolean hasAttributes() throws IOException {
    Path file = Files.createTempFile(MEMORY, "junit-", "");
    try {
      Files.setAttribute(file, "user:runtimeagent", new byte[] {'1'});
      return true;
    } catch (IOException | UnsupportedOperationException expected) {
      return false;
    } finally {
      Files.delete(file);
    }
  }
}
