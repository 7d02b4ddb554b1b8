package io.runtimeagent.ship.testing.airflow;

import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.ServerProcess;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One server: a process, all that descends from it, and where it writes what it prints.
final class Service {
  /// An Airflow on two busy cores.
  private static final Duration START_LIMIT = Duration.ofMinutes(8);

  private final String name;
  private @Nullable ServerProcess process;

  Service(String name) {
    this.name = name;
  }

  Path log() {
    return ServerTools.outputFile(name + ".log");
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  long pid() {
    return running().pid();
  }

  /// Starts it and waits until it is ready.
  void launch(List<String> command, Map<String, String> environment, BooleanSupplier ready) {
    try {
      process = ServerProcess.start(command, environment, log());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started.", e);
    }
    if (!Await.within(START_LIMIT, () -> ready.getAsBoolean() || !isRunning()) || !isRunning()) {
      kill();
      throw new IllegalStateException(name + " does not become ready:\n" + ServerTools.tail(log()));
    }
  }

  /// Asks it to end, and ends what it leaves behind.
  void stop() {
    List<ProcessHandle> family = family();
    running().stop();
    end(family);
  }

  /// Ends it and all its children at once, as the loss of a container does.
  void kill() {
    List<ProcessHandle> family = family();
    running().kill();
    end(family);
  }

  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be deleted.", e);
    }
  }

  private void end(List<ProcessHandle> family) {
    process = null;
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> family() {
    return ProcessHandle.of(pid()).map(ProcessHandle::descendants).orElse(Stream.of()).toList();
  }

  private ServerProcess running() {
    return Objects.requireNonNull(process, name + " is not running");
  }
}
