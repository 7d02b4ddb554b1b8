package io.runtimeagent.agent.airflow;

import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerProcess;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One part of Airflow as a container of the image runs it: by our entry point, with the agent
/// beside it and a disk of its own.
final class Container implements AutoCloseable {
  /// The distribution that the build has laid out.
  static final Path DISTRIBUTION = Path.of("target/runtime-agent").toAbsolutePath();

  private static final Duration END_LIMIT = Duration.ofSeconds(90);

  private final String name;
  private final Path disk;
  private final ServerProcess process;

  private Container(String name, Path disk, ServerProcess process) {
    this.name = name;
    this.disk = disk;
    this.process = process;
  }

  static Container start(
      String name, Path disks, Map<String, String> environment, List<String> airflow)
      throws IOException {
    Path disk = Files.createDirectories(disks.resolve(name));
    Files.createDirectories(disk.resolve("logs"));
    List<String> command = new ArrayList<>();
    command.add(DISTRIBUTION.resolve("bin/entrypoint").toString());
    command.add("airflow");
    command.addAll(airflow);
    Map<String, String> own = new HashMap<>(environment);
    own.put("AIRFLOW__LOGGING__BASE_LOG_FOLDER", disk.resolve("logs").toString());
    own.put(
        "AIRFLOW__LOGGING__DAG_PROCESSOR_MANAGER_LOG_LOCATION",
        disk.resolve("logs/dag_processor_manager/dag_processor_manager.log").toString());
    own.put(
        "AIRFLOW__SCHEDULER__CHILD_PROCESS_LOG_DIRECTORY",
        disk.resolve("logs/scheduler").toString());
    own.put("AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT", String.valueOf(LoopbackPort.free()));
    own.put("AIRFLOW__RUNTIME_AGENT__STATE_DIR", disk.resolve("state").toString());
    own.put("RUNTIME_AGENT_BASE_ENTRYPOINT", "");
    Path log = ServerTools.outputFile(disks.getFileName() + "-" + name + ".log");
    return new Container(name, disk, ServerProcess.start(command, own, log));
  }

  Path logs() {
    return disk.resolve("logs");
  }

  /// What the agent tells of itself, empty before it does.
  String status() {
    try {
      return Files.readString(disk.resolve("state/status.json"));
    } catch (IOException _) {
      return "";
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// As a scale-down does: asks it to end and waits until it has.
  void stop() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    Await.until(END_LIMIT, name + " ends", () -> !process.isAlive());
  }

  /// As the loss of a node does: everything at once, and the disk with it.
  void lose() throws IOException {
    kill();
    deleteDisk();
  }

  void deleteDisk() throws IOException {
    try (Stream<Path> tree = Files.walk(disk)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  /// Stops everything where it is, so that nothing is written or stored any more.
  void freeze() {
    family().forEach(member -> signal("STOP", member));
    // Whoever was started meanwhile.
    family().forEach(member -> signal("STOP", member));
  }

  private void kill() {
    freeze();
    family().forEach(ProcessHandle::destroyForcibly);
    process.kill();
  }

  private List<ProcessHandle> family() {
    Optional<ProcessHandle> parent = ProcessHandle.of(process.pid());
    return parent.map(ProcessHandle::descendants).orElse(Stream.of()).toList();
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
