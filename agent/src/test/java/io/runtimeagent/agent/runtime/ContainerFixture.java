package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.airflow.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A container's file system and environment.
final class ContainerFixture {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  ContainerFixture(Path root) {
    this.root = root;
    environment.put("AIRFLOW_HOME", root.resolve("airflow").toString());
    environment.put("AIRFLOW__RUNTIME_AGENT__HEARTBEAT", "off");
  }

  ContainerFixture set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ContainerFixture file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    return this;
  }

  /// Installs a distribution for the official image's Python.
  ContainerFixture installed(String folder, String metadata) throws IOException {
    return file(
        "home/airflow/.local/lib/python3.11/site-packages/" + folder + "/METADATA", metadata);
  }

  Container read() {
    var input =
        new ConfigInput(
            environment,
            root,
            (command, source) -> new Reading.Failed(source, "no command"),
            Map.of());
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> Container.read(config, input);
      case ConfigOutcome.Faulty faulty -> throw new IllegalStateException(faulty.toString());
    };
  }
}
