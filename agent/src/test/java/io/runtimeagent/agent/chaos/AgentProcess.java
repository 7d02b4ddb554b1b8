package io.runtimeagent.agent.chaos;

import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real program, started from the distribution by its launcher.
final class AgentProcess {
  private static final Path LAUNCHER = Path.of("target/runtime-agent/bin/runtime-agent");

  private static final Duration SPEAKS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private AgentProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static AgentProcess start(String command, Map<String, String> environment, Path output)
      throws IOException {
    return start(List.of(), command, environment, output);
  }

  /// The same below another program, which is given what to run.
  static AgentProcess start(
      List<String> under, String command, Map<String, String> environment, Path output)
      throws IOException {
    var words = new ArrayList<>(under);
    words.add(LAUNCHER.toAbsolutePath().toString());
    words.add(command);
    var builder = new ProcessBuilder(words);
    var keep = new ArrayList<>(List.of("PATH", "HOME", "JAVA_HOME", "LANG"));
    builder.environment().keySet().retainAll(keep);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new AgentProcess(builder.start(), output);
  }

  /// Lets it work, as long as it lives.
  void let(Duration time) {
    boolean unused = Await.within(time, () -> !process.isAlive());
  }

  /// As the kernel does when memory runs out: not a word of farewell.
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    int unused = process.waitFor();
  }

  /// Its exit code, once it has ended.
  int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.toHandle().destroyForcibly();
      throw new AssertionError("The agent did not end within " + limit + ": " + said());
    }
    return process.exitValue();
  }

  void terminate() {
    process.toHandle().destroy();
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Waits until it has said this.
  void awaitSaid(String words) {
    awaitSaid(words, SPEAKS_WITHIN);
  }

  void awaitSaid(String words, Duration limit) {
    if (!Await.within(limit, () -> said().contains(words))) {
      throw new AssertionError("It did not say '" + words + "': " + said());
    }
  }

  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }
}
