package io.runtimeagent.ship.store.file;

import java.io.IOException;
import java.nio.file.Path;

/// The file is not the one that was seen.
final class ChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  ChangedException(Path file) {
    super("The file '" + file + "' is not the one that was seen.");
  }
}
