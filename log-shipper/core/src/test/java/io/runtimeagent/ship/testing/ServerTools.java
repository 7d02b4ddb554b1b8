package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// Finds the project's own installers in `testing/servers` and runs them.
///
/// What cannot be installed skips the test with the installer's own words; with `CI=true` in the
/// environment it fails it, so that a build that checks nothing is never green.
public final class ServerTools {
  private static final System.Logger logger = System.getLogger(ServerTools.class.getName());
  private static final long INSTALL_MINUTES = 25;
  private static final int TAIL_LINES = 15;

  private ServerTools() {}

  /// The executable that `testing/servers/<name>/install` provides, installed on first use.
  public static Path executable(String name) {
    Path log = outputFile("install-" + name + ".log");
    try {
      return install(folder().resolve(name).resolve("install"), log);
    } catch (IOException e) {
      throw unavailable(name + " cannot be installed: " + e.getMessage() + "\n" + tail(log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The installation of " + name + " was interrupted.");
    }
  }

  /// `testing/servers` of this repository, whichever module is being tested.
  public static Path folder() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      Path candidate = directory.resolve("testing/servers");
      if (Files.isRegularFile(candidate.resolve("common.sh"))) {
        return candidate;
      }
      directory = directory.getParent();
    }
    throw new IllegalStateException("No testing/servers above " + Path.of("").toAbsolutePath());
  }

  /// A file below `target/servers` of the module being tested.
  public static Path outputFile(String name) {
    try {
      Path directory = Path.of("target", "servers").toAbsolutePath();
      return Files.createDirectories(directory).resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException("target/servers cannot be created.", e);
    }
  }

  /// The last lines of a log, for an error message.
  public static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return log + " cannot be read: " + e;
    }
  }

  static RuntimeException unavailable(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      return new IllegalStateException(reason);
    }
    logger.log(System.Logger.Level.WARNING, "SKIPPED, and nothing tested: {0}", reason);
    return new TestAbortedException(reason);
  }

  private static Path install(Path script, Path log) throws IOException, InterruptedException {
    logger.log(
        System.Logger.Level.DEBUG, "Running {0}; the first time takes minutes: {1}.", script, log);
    Process process =
        new ProcessBuilder(script.toString())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(log.toFile())
            .start();
    // The path is less than a pipe's buffer, so it can be read after the end.
    if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IOException("not done after " + INSTALL_MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(script + " ended with " + process.exitValue());
    }
    return Path.of(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
  }
}
