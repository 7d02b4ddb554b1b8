package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Option;
import io.runtimeagent.agent.config.airflow.ProcessSecretCommand;
import io.runtimeagent.agent.config.airflow.SecretCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// All that the configuration is read from: the environment, the file system below `root`,
/// commands, and what the command line puts in the place of single options.
public record ConfigInput(
    Map<String, String> environment,
    Path root,
    SecretCommand commands,
    Map<Option, String> commandLine) {
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(20);

  public ConfigInput {
    environment = Map.copyOf(environment);
    commandLine = Map.copyOf(commandLine);
  }

  /// Of the running process.
  public static ConfigInput ofProcess() {
    return of(System.getenv());
  }

  /// Of this environment and the machine's file system.
  public static ConfigInput of(Map<String, String> environment) {
    return new ConfigInput(
        environment, Path.of("/"), new ProcessSecretCommand(COMMAND_TIMEOUT), Map.of());
  }

  /// `--source`: the log folder.
  public ConfigInput withSource(Path folder) {
    return with(AirflowSettings.BASE_LOG_FOLDER.option(), folder.toAbsolutePath().toString());
  }

  /// `--destination`: where the logs go.
  public ConfigInput withDestination(String url) {
    return with(ShippingSettings.DESTINATION.option(), url);
  }

  private ConfigInput with(Option option, String value) {
    Map<Option, String> more = new HashMap<>(commandLine);
    more.put(option, value);
    return new ConfigInput(environment, root, commands, more);
  }

  String variable(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
