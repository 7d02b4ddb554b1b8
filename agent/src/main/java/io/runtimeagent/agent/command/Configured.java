package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.fault.Fault;
import java.util.Optional;

/// Reads the configuration for a command, or tells everything that is wrong with it.
final class Configured {
  private Configured() {}

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
