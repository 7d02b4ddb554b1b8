package io.runtimeagent.agent.heartbeat;

import io.runtimeagent.agent.run.ShortAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of the agent, to be killed, stopped and woken.
final class WatchingAgent {
  private final Path folder;
  private final Process process;

  private WatchingAgent(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  static WatchingAgent start(Path folder, Map<String, String> settings) throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ShortAgent.class.getName());
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
    builder.environment().put("AIRFLOW_HOME", folder.toString());
    settings.forEach(
        (key, value) -> builder.environment().put("AIRFLOW__RUNTIME_AGENT__" + key, value));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()));
    return new WatchingAgent(folder, builder.start());
  }

  /// Whether its status says so, as text.
  boolean tells(String text) {
    try {
      return Files.readString(folder.resolve(".runtime-agent/status.json")).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  boolean leads() {
    return tells("\"role\" : \"leader\"");
  }

  String said() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    int unused = process.waitFor();
  }

  /// The end as it should be.
  void terminate() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end: " + said());
    }
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process sent =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (sent.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }
}
