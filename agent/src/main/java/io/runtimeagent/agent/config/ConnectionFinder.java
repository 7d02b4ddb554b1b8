package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.connection.AirflowConnection;
import io.runtimeagent.agent.config.connection.ConnectionParser;
import io.runtimeagent.agent.config.connection.ConnectionText;
import io.runtimeagent.agent.config.fault.Note;
import java.util.Locale;
import java.util.Optional;

/// Finds the store's connection: in the key `connection`, else in the environment variable of the
/// connection that Airflow's remote logging names.
final class ConnectionFinder {
  private static final String VARIABLE = "AIRFLOW_CONN_";

  private final ConfigInput input;
  private final ConfigValues values;
  private final ConnectionText.QueryValues queryValues;

  ConnectionFinder(ConfigInput input, ConfigValues values, Optional<AirflowVersion> version) {
    this.input = input;
    this.values = values;
    this.queryValues =
        version.filter(known -> known.major() >= 3).isPresent()
            ? ConnectionText.QueryValues.JSON
            : ConnectionText.QueryValues.TEXT;
  }

  /// What came of looking for it.
  sealed interface Search {

    record Found(AirflowConnection connection) implements Search {}

    /// None is named, or the one that is named is nowhere in sight, which has been noted.
    record NotFound() implements Search {}

    /// It is there and no connection, which has been found.
    record Unusable() implements Search {}
  }

  Search find() {
    String id = values.text(AirflowSettings.REMOTE_LOG_CONN_ID);
    Optional<String> own = values.find(ShippingSettings.CONNECTION_TEXT);
    Optional<Reading.Given> given = values.given(ShippingSettings.CONNECTION_TEXT);
    if (own.isPresent() && given.isPresent()) {
      String name = id.isEmpty() ? Setting.SECTION : id;
      return parse(new ConnectionText(name, given.get().source(), own.get(), queryValues));
    }
    if (id.isEmpty()) {
      return new Search.NotFound();
    }
    String variable = VARIABLE + id.toUpperCase(Locale.ROOT);
    String text = input.variable(variable);
    if (text.isEmpty()) {
      noteMissing(id, variable);
      return new Search.NotFound();
    }
    values.derived(ShippingSettings.CONNECTION_TEXT, Visibility.HIDDEN.show(text), variable);
    return parse(new ConnectionText(id, variable, text, queryValues));
  }

  private Search parse(ConnectionText text) {
    return ConnectionParser.parse(text, values.findings())
        .<Search>map(Search.Found::new)
        .orElseGet(Search.Unusable::new);
  }

  private void noteMissing(String id, String variable) {
    String text =
        "Connection "
            + id
            + " is not in the environment ("
            + variable
            + "); the vendor's default credentials are used. If it lives in a secrets backend or in"
            + " the metadata database, give it in the key connection.";
    String label = AirflowSettings.REMOTE_LOG_CONN_ID.option().label();
    values.findings().note(new Note(label, "environment", text));
  }
}
