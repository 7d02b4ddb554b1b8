package io.runtimeagent.agent.config.airflow;

/// What is known of one key after Airflow's places have been looked through.
public sealed interface Reading {

  /// `source` names the variable, the file or the command, never the value.
  record Given(String text, String source) implements Reading {}

  record Absent() implements Reading {}

  /// It is set, but its value cannot be had: `accepted` says what would help.
  record Failed(String source, String accepted) implements Reading {}
}
