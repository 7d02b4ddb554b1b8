package io.runtimeagent.agent.config.connection;

import java.util.Objects;

/// A connection as it stands in the configuration: its identity, the setting that gives it, and its
/// URI or JSON. `queryValues` says what the running Airflow takes a URI's parameters for.
public record ConnectionText(String id, String source, String text, QueryValues queryValues) {

  /// How the values of a URI's parameters are read.
  public enum QueryValues {
    /// Airflow 2: as texts.
    TEXT,
    /// Airflow 3: as JSON where they are JSON.
    JSON
  }

  public ConnectionText {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return "connection " + id + " from " + source;
  }
}
