package io.runtimeagent.agent.chaos;

import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An Airflow home with its logs, a folder as their store, and the agents that work there.
final class Home {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Home(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(logs());
    environment.put("AIRFLOW_HOME", folder.toString());
    environment.put("AIRFLOW_VERSION", "3.3.2");
    key("freshness", "live").key("http_port", "0").key("heartbeat", "off");
    key("destination", "file://" + store());
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path store() {
    return folder.resolve("store");
  }

  Home key(String key, String value) {
    return set("AIRFLOW__RUNTIME_AGENT__" + key.toUpperCase(java.util.Locale.ROOT), value);
  }

  Home set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  AgentProcess start(String command) throws IOException {
    return start(List.of(), command);
  }

  AgentProcess start(List<String> under, String command) throws IOException {
    Path output = Files.createTempFile(folder, command, ".out");
    return AgentProcess.start(under, command, environment, output);
  }

  void append(String log, String text) {
    try {
      Path file = logs().resolve(log);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String object(String log) {
    try {
      Path object = store().resolve(log);
      return Files.exists(object) ? Files.readString(object) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitObject(String log, String content) {
    if (!Await.within(SOON, () -> object(log).equals(content))) {
      throw new AssertionError("The object is '" + object(log) + "', not '" + content + "'");
    }
  }
}
