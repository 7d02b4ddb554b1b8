package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.secret.Masking;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.util.Map;
import java.util.Optional;

/// `[logging] remote_task_handler_kwargs`: what Airflow passes on to its own uploader.
record HandlerKwargs(Map<String, Json> members) {

  static HandlerKwargs read(ConfigValues values) {
    Optional<Reading.Given> given = values.given(AirflowSettings.REMOTE_TASK_HANDLER_KWARGS);
    if (given.isEmpty()) {
      return new HandlerKwargs(Map.of());
    }
    try {
      if (JsonText.parse(given.get().text()) instanceof Json.Members(Map<String, Json> members)) {
        return new HandlerKwargs(members);
      }
    } catch (JsonException _) {
      return faulty(values, given.get());
    }
    return faulty(values, given.get());
  }

  private static HandlerKwargs faulty(ConfigValues values, Reading.Given given) {
    String label = AirflowSettings.REMOTE_TASK_HANDLER_KWARGS.option().label();
    String accepted = "a JSON object.";
    values.findings().fault(new Fault(label, given.source(), Masking.MASK, accepted));
    return new HandlerKwargs(Map.of());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(value -> !(value instanceof Json.Null))
        .map(value -> value instanceof Json.Text(String text) ? text : JsonText.write(value))
        .filter(text -> !text.isEmpty());
  }

  @Override
  public String toString() {
    return Masking.MASK;
  }
}
