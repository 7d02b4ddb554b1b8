package io.runtimeagent.probe.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jackson's tokens made into a tree.
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int LONGEST_PLACE = 80;

  private JsonReader() {}

  static Json read(String text) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return only(parser, JsonReader::value);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory", e);
    }
  }

  static Json read(Reader text, Json.Taker taker) throws JsonException, IOException {
    Allowance allowance = new Allowance(text);
    try (JsonParser parser = FACTORY.createParser(allowance)) {
      return only(
          parser,
          (_, first) ->
              first == JsonToken.START_OBJECT
                  ? sifted(parser, taker, allowance)
                  : value(parser, first));
    } catch (Allowance.ExceededException _) {
      throw new JsonException(Allowance.EXCEEDED);
    } catch (CharacterCodingException _) {
      throw new JsonException("it is not UTF-8");
    }
  }

  private interface Values {
    Json read(JsonParser parser, JsonToken first) throws IOException;
  }

  private static Json only(JsonParser parser, Values values) throws JsonException, IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonException("the text is empty");
      }
      Json value = values.read(parser, first);
      if (parser.nextToken() != null) {
        throw new JsonException("something follows the value, " + where(parser.currentLocation()));
      }
      return value;
    } catch (JacksonException e) {
      throw new JsonException(reason(e, parser) + ", " + where(e.getLocation()));
    }
  }

  private static Json sifted(JsonParser parser, Json.Taker taker, Allowance allowance)
      throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken first = parser.nextToken();
      fields.put(
          name,
          first == JsonToken.START_ARRAY
              ? left(parser, name, taker, allowance)
              : value(parser, first));
    }
    return new Json.Obj(fields);
  }

  private static Json left(JsonParser parser, String list, Json.Taker taker, Allowance allowance)
      throws IOException {
    List<Json> left = new ArrayList<>();
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Json item = value(parser, token);
      if (taker.takes(list, index++, item)) {
        allowance.renew();
      } else {
        left.add(item);
      }
    }
    return new Json.Arr(left);
  }

  private static Json value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a value cannot begin with " + token);
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken()));
    }
    return new Json.Obj(fields);
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Json.Arr(items);
  }

  private static String reason(JacksonException e, JsonParser parser) {
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return place(parser) + " stands twice";
    }
    if (message.contains("0xfeff")) {
      return "a byte order mark stands before it";
    }
    return message.startsWith("Unexpected end-of-input") ? "it ends too early" : "not JSON";
  }

  /// Where the parser is, as `runs[3].fire`.
  private static String place(JsonParser parser) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    String place = pointer.replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
    String name = place.startsWith(".") ? place.substring(1) : place;
    return name.length() <= LONGEST_PLACE ? name : name.substring(0, LONGEST_PLACE) + "...";
  }

  private static String where(JsonLocation location) {
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
