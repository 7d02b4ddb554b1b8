package io.runtimeagent.agent.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Python and Airflow made of odd settings; `src/test/recorded/record.py` wrote it down.
public final class Recorded {
  private final Map<String, Json> members;

  private Recorded(Map<String, Json> members) {
    this.members = members;
  }

  /// The cases of one file.
  public static List<Recorded> cases(String name) {
    try (InputStream file = Recorded.class.getResourceAsStream("/recorded/" + name + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException(name);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return ((Json.Items) JsonText.parse(text)).items().stream().map(Recorded::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Recorded of(Json json) {
    return new Recorded(((Json.Members) json).members());
  }

  public Json value(String name) {
    return members.getOrDefault(name, new Json.Null());
  }

  public Map<String, Json> members(String name) {
    return value(name) instanceof Json.Members(Map<String, Json> inner) ? inner : Map.of();
  }

  public boolean has(String name) {
    return !(value(name) instanceof Json.Null);
  }

  /// A text, or null.
  public @Nullable String text(String name) {
    return switch (value(name)) {
      case Json.Text(String text) -> text;
      case Json.Null() -> null;
      case Json.Numeral _, Json.Bool _, Json.Items _, Json.Members _ -> JsonText.write(value(name));
    };
  }

  /// A text, or an empty one.
  public String textOrEmpty(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  @Override
  public String toString() {
    return JsonText.write(new Json.Members(members));
  }
}
