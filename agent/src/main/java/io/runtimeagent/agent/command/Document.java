package io.runtimeagent.agent.command;

import io.runtimeagent.agent.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON document that is asked for what it may or may not hold: what is missing or of another
/// kind is absent.
record Document(Json json) {

  Optional<String> text(String name) {
    return member(name)
        .map(
            value ->
                switch (value) {
                  case Json.Text(String text) -> text;
                  case Json.Numeral(String literal) -> literal;
                  default -> "";
                })
        .filter(text -> !text.isEmpty());
  }

  long number(String name) {
    try {
      return text(name).map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Empty where there is none.
  Document part(String name) {
    return new Document(member(name).orElseGet(() -> new Json.Members(Map.of())));
  }

  List<Document> items(String name) {
    return member(name).orElseGet(Json.Null::new) instanceof Json.Items(List<Json> items)
        ? items.stream().map(Document::new).toList()
        : List.of();
  }

  /// The texts of a list; what is none is left out.
  List<String> texts(String name) {
    return member(name).orElseGet(Json.Null::new) instanceof Json.Items(List<Json> items)
        ? items.stream()
            .filter(Json.Text.class::isInstance)
            .map(item -> ((Json.Text) item).value())
            .toList()
        : List.of();
  }

  List<String> names() {
    return json instanceof Json.Members(Map<String, Json> members)
        ? List.copyOf(members.keySet())
        : List.of();
  }

  private Optional<Json> member(String name) {
    return json instanceof Json.Members(Map<String, Json> members)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }
}
