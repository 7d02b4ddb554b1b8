package io.runtimeagent.agent.command;

import io.runtimeagent.agent.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/// Fields of a JSON document as rows for people; what is not known has no row.
final class Fields {
  private Fields() {}

  static void row(Table table, String name, Json value) {
    row(table, name, value, "");
  }

  /// `source` says where the value was read; it may be empty.
  static void row(Table table, String name, Json value, String source) {
    String text = text(value);
    if (!text.isEmpty()) {
      table.row(name.replace('_', ' '), source.isEmpty() ? text : text + "  (" + source + ")");
    }
  }

  static String text(Json value) {
    return switch (value) {
      case Json.Text(String text) -> text;
      case Json.Numeral(String literal) -> literal;
      case Json.Bool(boolean is) -> is ? "yes" : "no";
      case Json.Null() -> "";
      case Json.Items(List<Json> items) ->
          items.stream().map(Fields::text).collect(Collectors.joining(", "));
      case Json.Members(var members) ->
          members.entrySet().stream()
              .map(member -> member.getKey() + " " + text(member.getValue()))
              .collect(Collectors.joining(", "));
    };
  }
}
