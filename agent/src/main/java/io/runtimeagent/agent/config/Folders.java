package io.runtimeagent.agent.config;

import java.io.IOException;
import java.nio.file.Path;

/// Which folder lies in which.
final class Folders {
  private Folders() {}

  /// Whether `inner` is `outer` or lies below it, by name or through links that exist today.
  static boolean isInside(Path inner, Path outer) {
    return inner.startsWith(outer) || real(inner).startsWith(real(outer));
  }

  /// The path with the links in its existing part followed.
  private static Path real(Path path) {
    Path parent = path.getParent();
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }
}
