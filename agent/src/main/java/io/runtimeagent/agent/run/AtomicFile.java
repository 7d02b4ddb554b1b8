package io.runtimeagent.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A small file that readers see either as it was or as it is, never half written.
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path fresh = folder.resolve(name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(fresh, text);
      Files.move(
          fresh,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
