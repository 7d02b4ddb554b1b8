package io.runtimeagent.ship.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One running server: a process that ends with this JVM, however the JVM ends.
public final class ServerProcess {
  private static final long STOP_SECONDS = 10;

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  public static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    List<String> attached = new ArrayList<>();
    attached.add(ServerTools.folder().resolve("attached").toString());
    attached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(attached)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Settings of an Airflow that this build itself runs in are none of its servers'.
    builder.environment().keySet().removeIf(name -> name.startsWith("AIRFLOW"));
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// Asks the server to end, so that it can write down what it holds, and insists after a while.
  public void stop() {
    // Process.destroy() would close stdin too, which ends the server a second time and less gently.
    process.toHandle().destroy();
    if (ended()) {
      process.destroy();
    } else {
      kill();
    }
  }

  public void kill() {
    process.destroyForcibly();
    if (!ended()) {
      throw new IllegalStateException("Process " + process.pid() + " does not end.");
    }
  }

  private boolean ended() {
    try {
      return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
