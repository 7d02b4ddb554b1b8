package io.runtimeagent.agent.config.airflow;

/// Runs the command of a `_CMD` setting and hands back what it printed.
public interface SecretCommand {

  /// `source` names the setting, for the reading and for what is said when the command fails.
  Reading run(String commandLine, String source);
}
