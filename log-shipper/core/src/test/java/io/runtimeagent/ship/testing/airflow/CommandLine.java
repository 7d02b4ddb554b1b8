package io.runtimeagent.ship.testing.airflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs a command to its end.
final class CommandLine {
  private CommandLine() {}

  /// What it printed; `IllegalStateException` with that if it failed.
  static String run(ProcessBuilder builder) {
    builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
    try {
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            builder.command() + " ended with " + status + ":\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted: " + builder.command(), e);
    }
  }
}
