package io.runtimeagent.agent.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON texts.
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// The one value that the text holds. Of members with one name the last counts, as in Python.
  public static Json parse(String text) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonException("The text is empty.");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("Something follows the value, " + where(parser.currentLocation()));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonException("It is no JSON, " + where(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be read.", e);
    }
  }

  /// A text that is too deep has no location.
  private static String where(@Nullable JsonLocation location) {
    return location == null
        ? "at no one place."
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ".";
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getText());
      default -> new Json.Text(parser.getText());
    };
  }

  private static Json members(JsonParser parser) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Members(members);
  }

  private static Json items(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Items(items);
  }

  /// On one line.
  public static String write(Json json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(json, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be written.", e);
    }
    return text.toString();
  }

  /// Indented, for people.
  public static String writeIndented(Json json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(new DefaultPrettyPrinter());
      write(json, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be written.", e);
    }
    return text.toString();
  }

  private static void write(Json json, JsonGenerator generator) throws IOException {
    switch (json) {
      case Json.Text(String value) -> generator.writeString(value);
      case Json.Numeral(String literal) -> generator.writeNumber(literal);
      case Json.Bool(boolean value) -> generator.writeBoolean(value);
      case Json.Null() -> generator.writeNull();
      case Json.Items(List<Json> items) -> {
        generator.writeStartArray();
        for (Json item : items) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case Json.Members(Map<String, Json> members) -> {
        generator.writeStartObject();
        for (Map.Entry<String, Json> member : members.entrySet()) {
          generator.writeFieldName(member.getKey());
          write(member.getValue(), generator);
        }
        generator.writeEndObject();
      }
    }
  }
}
