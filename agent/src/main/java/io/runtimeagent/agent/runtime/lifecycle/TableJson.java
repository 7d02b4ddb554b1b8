package io.runtimeagent.agent.runtime.lifecycle;

import io.runtimeagent.agent.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of the embedded table, which our own build has checked: what is of another kind is
/// missing.
record TableJson(Map<String, Json> members) {

  static List<TableJson> rows(Json table, String name) {
    return items(new TableJson(members(table)).members().get(name)).stream()
        .map(row -> new TableJson(members(row)))
        .toList();
  }

  Optional<String> find(String name) {
    return members.get(name) instanceof Json.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  String text(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("A row has no " + name + "."));
  }

  @Nullable LocalDate day(String name) {
    return find(name).map(LocalDate::parse).orElse(null);
  }

  List<String> texts(String name) {
    return items(members.get(name)).stream()
        .map(item -> item instanceof Json.Text(String text) ? text : "")
        .toList();
  }

  private static List<Json> items(@Nullable Json json) {
    return json instanceof Json.Items(List<Json> items) ? items : List.of();
  }

  private static Map<String, Json> members(Json json) {
    return json instanceof Json.Members(Map<String, Json> members) ? members : Map.of();
  }
}
