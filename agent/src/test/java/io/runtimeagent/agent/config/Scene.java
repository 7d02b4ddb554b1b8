package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.airflow.ProcessSecretCommand;
import io.runtimeagent.agent.config.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A machine with an Airflow home of its own, whose configuration is read.
final class Scene {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  Scene(Path root) {
    this.root = root;
    environment.put("AIRFLOW_HOME", root.resolve("airflow").toString());
  }

  Scene with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// A key of our section.
  Scene key(String key, String value) {
    return with("AIRFLOW__RUNTIME_AGENT__" + key.toUpperCase(Locale.ROOT), value);
  }

  Scene file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Scene airflowCfg(String... lines) {
    return file("airflow/airflow.cfg", String.join("\n", lines) + "\n");
  }

  Path path(String path) {
    return root.resolve(path);
  }

  ConfigInput input() {
    ProcessSecretCommand commands = new ProcessSecretCommand(Duration.ofSeconds(10));
    return new ConfigInput(environment, root, commands, Map.of());
  }

  ConfigOutcome load() {
    return ConfigLoader.load(input());
  }

  AgentConfig valid() {
    return switch (load()) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty(List<Fault> faults, _, _) ->
          throw new AssertionError(lines(faults));
    };
  }

  /// The faults, each as the line that a person sees.
  List<String> faults() {
    return switch (load()) {
      case ConfigOutcome.Valid _ -> List.of();
      case ConfigOutcome.Faulty(List<Fault> faults, _, _) ->
          faults.stream().map(Fault::describe).toList();
    };
  }

  String onlyFault() {
    List<String> faults = faults();
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  List<String> notes() {
    return load().notes().stream().map(note -> note.describe()).toList();
  }

  ConfigRow row(String section, String key) {
    return load().rows().stream()
        .filter(row -> row.section().equals(section) && row.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String lines(List<Fault> faults) {
    return faults.stream().map(Fault::describe).collect(Collectors.joining("\n"));
  }
}
