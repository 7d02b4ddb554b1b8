package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// Reads the configuration for a command, or tells everything that is wrong with it.
final class Configured {
  private Configured() {}

  /// What the configuration is read from, `--source` and `--destination` included; empty when they
  /// make no sense.
  static Optional<ConfigInput> input(Shell shell, ParseResult given) {
    ConfigInput input = ConfigInput.of(shell.environment());
    Optional<Path> source = Optional.ofNullable(given.matchedOptionValue("--source", null));
    if (source.isPresent() && !Files.isDirectory(source.get())) {
      shell.err().println("runtime-agent: --source " + source.get() + " is not a folder.");
      return Optional.empty();
    }
    if (source.isPresent()) {
      input = input.withSource(source.get());
    }
    Optional<String> destination =
        Optional.ofNullable(given.matchedOptionValue("--destination", null));
    return Optional.of(destination.isPresent() ? input.withDestination(destination.get()) : input);
  }

  static Optional<AgentConfig> read(Shell shell, ConfigInput input) {
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> Optional.of(config);
      case ConfigOutcome.Faulty faulty -> {
        for (Fault fault : faulty.faults()) {
          shell.err().println("runtime-agent: " + fault.describe());
        }
        yield Optional.empty();
      }
    };
  }

  /// Whether there is somewhere to store; tells why not.
  static boolean hasStore(Shell shell, AgentConfig config) {
    if (config.shipping().destination() instanceof Destination.Off(String reason)) {
      shell.err().println("runtime-agent: there is no destination: " + reason);
      return false;
    }
    return true;
  }
}
