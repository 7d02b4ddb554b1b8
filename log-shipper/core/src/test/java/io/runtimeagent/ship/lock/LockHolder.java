package io.runtimeagent.ship.lock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process at the lock: claims it once for each line that it is given, and says what came
/// of it.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var name = "holder " + ProcessHandle.current().pid();
    try (var lock = new FolderLock(Path.of(arguments[0]), name, () -> System.nanoTime())) {
      while (in.readLine() != null) {
        out.println(lock.claim().getClass().getSimpleName());
      }
    }
  }
}
