package io.runtimeagent.ship.discover;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// File names as text.
final class Names {
  private Names() {}

  /// Whether a name is no text in this process' encoding, so that no key can stand for it.
  static boolean undecodable(Path relative) {
    String text = relative.toString();
    if (text.indexOf('\ufffd') < 0) {
      return false;
    }
    try {
      return !Path.of(text).equals(relative);
    } catch (InvalidPathException e) {
      return true;
    }
  }
}
