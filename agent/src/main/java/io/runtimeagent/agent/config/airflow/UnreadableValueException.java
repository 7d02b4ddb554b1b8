package io.runtimeagent.agent.config.airflow;

/// A value stands in the configuration but cannot be had. The message says what would be accepted.
public final class UnreadableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableValueException(String accepted) {
    super(accepted);
  }
}
