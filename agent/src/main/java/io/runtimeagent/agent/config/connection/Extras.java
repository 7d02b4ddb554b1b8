package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.config.secret.Masking;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The extra fields of a connection, or the fields of one of them, each read as what it is wanted
/// for, whether it was written as JSON or as a text (a URI's parameter). An empty value is none.
///
/// Remembers which fields were asked for, so that the others can be named.
final class Extras {
  private final String path;
  private final String source;
  private final Map<String, Json> fields;
  private final Findings findings;
  private final AirflowConnection.Names names;
  private final Set<String> known = new HashSet<>();

  private Extras(Place place, Map<String, Json> fields, Findings findings) {
    this.path = place.path();
    this.source = place.source();
    this.names = place.names();
    this.fields = fields;
    this.findings = findings;
  }

  /// Where the fields stand, in words, and whether their names may be shown.
  private record Place(String path, String source, AirflowConnection.Names names) {}

  /// `prefix` is what older providers put before each field (`extra__wasb__`).
  static Extras of(AirflowConnection connection, String prefix, Findings findings) {
    Map<String, Json> fields = new LinkedHashMap<>();
    connection
        .extra()
        .forEach(
            (name, value) -> {
              boolean old = !prefix.isEmpty() && name.startsWith(prefix);
              if (!old) {
                fields.put(name, value);
              } else if (!connection.extra().containsKey(name.substring(prefix.length()))) {
                fields.put(name.substring(prefix.length()), value);
              }
            });
    String path = "connection " + connection.id() + ", extra";
    return new Extras(new Place(path, connection.source(), connection.names()), fields, findings);
  }

  /// What stands in the field, as a text; JSON objects and lists as their JSON.
  Optional<String> text(String name) {
    return value(name)
        .map(
            value ->
                switch (value) {
                  case Json.Text(String text) -> text;
                  case Json.Numeral(String literal) -> literal;
                  case Json.Bool _, Json.Items _, Json.Members _, Json.Null _ ->
                      JsonText.write(value);
                })
        .filter(text -> !text.isEmpty());
  }

  Optional<Boolean> flag(String name) {
    Optional<String> text = text(name).map(value -> value.strip().toLowerCase(Locale.ROOT));
    if (text.isPresent() && !text.get().matches("true|false|1|0|t|f|yes|no|on|off")) {
      fault(name, "true or false.");
      return Optional.empty();
    }
    return text.map(value -> value.matches("true|1|t|yes|on"));
  }

  /// A list, or a text with commas.
  List<String> texts(String name) {
    Optional<Json> value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Items(List<Json> items)) {
      return items.stream()
          .map(item -> item instanceof Json.Text(String text) ? text : JsonText.write(item))
          .toList();
    }
    return text(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /// The fields of an object; none when the field is absent or no object, which is then a fault.
  Extras object(String name) {
    Map<String, Json> inner = value(name).flatMap(value -> members(name, value)).orElse(Map.of());
    Place place = new Place(path + " " + name, source, AirflowConnection.Names.WRITTEN);
    return new Extras(place, inner, findings);
  }

  private Optional<Map<String, Json>> members(String name, Json value) {
    Optional<Json> object = structured(value);
    if (object.isPresent() && object.get() instanceof Json.Members(Map<String, Json> members)) {
      return Optional.of(members);
    }
    fault(name, "a JSON object.");
    return Optional.empty();
  }

  /// What a text holds when it holds JSON.
  private Optional<Json> structured(Json value) {
    try {
      return Optional.of(value instanceof Json.Text(String text) ? JsonText.parse(text) : value);
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  /// The names in the order in which they are written.
  Set<String> names() {
    return fields.keySet();
  }

  private Optional<Json> value(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name))
        .filter(value -> !(value instanceof Json.Null))
        .filter(value -> !(value instanceof Json.Text(String text) && text.isEmpty()));
  }

  /// These fields are understood and have no effect here.
  void understand(Set<String> names) {
    known.addAll(names);
  }

  /// The field asks for something that the agent cannot do.
  void cannot(String name, String instead) {
    if (has(name)) {
      fault(name, "nothing: the agent cannot do what it asks for. " + instead);
    }
  }

  void fault(String name, String accepted) {
    findings.fault(new Fault(path + " " + name, source, Masking.MASK, accepted));
  }

  /// Says which fields nobody asked for: Airflow passes over them without a word.
  void noteUnread() {
    unread()
        .forEach(
            name ->
                findings.note(
                    new Note(path + " " + shown(name), source, "This field has no effect.")));
  }

  /// Refuses the fields that nobody asked for: Airflow hands them to a library that has its way.
  void refuseUnread(String accepted) {
    unread().forEach(name -> fault(shown(name), accepted));
  }

  private String shown(String name) {
    return switch (names) {
      case WRITTEN -> name;
      case CUT -> Masking.MASK;
    };
  }

  private Set<String> unread() {
    Set<String> unread = new TreeSet<>(fields.keySet());
    unread.removeAll(known);
    return unread;
  }
}
