package io.runtimeagent.agent.entrypoint;

import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real entry point and dumb-init as a process tree: as root in a process namespace, where the
/// entry point is the first process as in a container, else beside all others.
///
/// Airflow and the agent are scripts. They find the folder of the test in `$T`.
final class Container implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  /// An agent that waits for Airflow's end, and then takes a moment.
  static final String GOOD_AGENT =
      """
      #!/bin/sh
      trap '' TERM INT
      echo $$ >> $T/agents
      while grep -q 'State:.[^Z]' /proc/$RUNTIME_AGENT_AIRFLOW_PID/status 2>/dev/null; do sleep 0.02; done
      sleep 0.1
      echo stored >> $T/agent-log
      """;

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> started = new ArrayList<>();

  Container(Path root, String airflow) throws IOException {
    this.root = root;
    program("opt/bin/entrypoint", Files.readString(Path.of("src/dist/bin/entrypoint")));
    program("opt/lib/supervise.py", Files.readString(Path.of("src/dist/lib/supervise.py")));
    program("usr/entrypoint", "#!/bin/bash\n" + airflow);
    agent(GOOD_AGENT);
    Files.createDirectories(root.resolve("opt/airflow"));
    // What some machines have first in their path is a shell script, which takes signals otherwise.
    Files.createDirectories(root.resolve("python"));
    Files.createSymbolicLink(root.resolve("python/python3"), python());
    environment.put(
        "PATH",
        root.resolve("python") + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("T", root.toString());
    environment.put(
        "RUNTIME_AGENT_BASE_ENTRYPOINT",
        root.resolve("usr/dumb-init") + " -- " + root.resolve("usr/entrypoint"));
    // A copy, since other users may not look into our cache.
    Files.copy(
        ServerTools.executable("dumb-init"),
        root.resolve("usr/dumb-init"),
        StandardCopyOption.COPY_ATTRIBUTES);
    environment.put("AIRFLOW_HOME", root.resolve("airflow").toString());
  }

  private static Path python() throws IOException {
    Process asked =
        new ProcessBuilder("python3", "-c", "import sys; print(sys.executable, end='')").start();
    try (var answer = asked.inputReader()) {
      return Path.of(answer.readAllAsString()).toRealPath();
    }
  }

  static boolean isFirstProcess() {
    return "root".equals(System.getProperty("user.name"));
  }

  Container agent(String script) throws IOException {
    program("opt/bin/runtime-agent", script);
    return this;
  }

  /// Puts a program before all others of its name that does the same once the file `go` is there.
  /// By bash, which leaves signals that are held back so.
  Container slow(String program) throws IOException {
    program(
        "slow/" + program,
        """
        #!%s -IS
        import os, sys, time
        os.environ["PATH"] = os.environ["PATH"].split(":", 1)[1]
        folder = os.environ["T"]
        with open(folder + "/%2$s", "a") as stage:
            stage.write("here\\n")
        while not os.path.exists(folder + "/go"):
            time.sleep(0.01)
        os.execvp("%2$s", ["%2$s", *sys.argv[1:]])
        """
            .formatted(root.resolve("python/python3").toRealPath(), program));
    return with("PATH", root.resolve("slow") + ":" + environment.get("PATH"));
  }

  /// Has the supervisor look for the agent every 200 ms.
  Container impatient() throws IOException {
    String supervisor = read("opt/lib/supervise.py");
    program("opt/lib/supervise.py", supervisor.replace("LOOK = 15.0", "LOOK = 0.2"));
    return this;
  }

  Container with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  private void program(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
    Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  String entrypoint() {
    return root.resolve("opt/bin/entrypoint").toString();
  }

  /// Starts the entry point; its output goes to the files `out` and `err`.
  Running start(String... words) throws IOException {
    var command = new ArrayList<String>();
    if (isFirstProcess()) {
      command.addAll(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
    }
    command.add(entrypoint());
    command.addAll(List.of(words));
    return run(command);
  }

  Running run(List<String> command) throws IOException {
    // Whoever started the tests may ignore signals, as nohup does; a container is started without.
    var words = new ArrayList<>(List.of("env", "--default-signal"));
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectOutput(root.resolve("out").toFile())
            .redirectError(root.resolve("err").toFile())
            .start();
    started.add(process);
    return new Running(process);
  }

  String read(String name) {
    try {
      Path file = root.resolve(name);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines(String name) {
    return read(name).lines().toList();
  }

  /// Waits until a file has that many lines, and gives them.
  List<String> await(String name, int lines) {
    String what = lines + " lines in " + name;
    Await.until(LIMIT, what, () -> lines(name).size() >= lines && read(name).endsWith("\n"));
    return lines(name);
  }

  @Override
  public void close() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// A running container.
  final class Running {
    private final Process process;

    private Running(Process process) {
      this.process = process;
    }

    Process process() {
      return process;
    }

    /// As `docker kill --signal` does: to the first process.
    void signal(String name) throws IOException, InterruptedException {
      ProcessHandle first = process.toHandle();
      if (isFirstProcess()) {
        first = first.children().findFirst().orElseThrow();
      }
      Container.signal(name, first.pid());
    }

    int exit() throws InterruptedException {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The container does not end: " + read("err"));
      }
      return process.exitValue();
    }
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
    if (code != 0) {
      throw new AssertionError("No process " + pid + " to send " + name + " to.");
    }
  }
}
