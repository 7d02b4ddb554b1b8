package io.runtimeagent.probe.json;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON value. Numbers keep the text they were written with, objects the order of their fields.
public sealed interface Json {
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The field's value, or null where it is absent or JSON's null.
    public @Nullable Json get(String name) {
      Json value = fields.get(name);
      return value instanceof Null ? null : value;
    }

    /// The field as text, or null where it is anything else.
    public @Nullable String text(String name) {
      return get(name) instanceof Str(String value) ? value : null;
    }

    /// The field's items, none where it is no list.
    public List<Json> items(String name) {
      return get(name) instanceof Arr(List<Json> items) ? items : List.of();
    }

    public boolean isTrue(String name) {
      return get(name) instanceof Bool(boolean value) && value;
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Str(String value) implements Json {}

  record Num(String text) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  static Json of(@Nullable String value) {
    return value == null ? new Null() : new Str(value);
  }

  static Json of(long value) {
    return new Num(Long.toString(value));
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  /// RFC 3339 in UTC, without fraction where there is none.
  static Json of(@Nullable Instant value) {
    return value == null ? new Null() : new Str(value.toString());
  }

  static Json of(List<String> values) {
    return new Arr(values.stream().<Json>map(Str::new).toList());
  }

  /// Reads exactly one value; anything before or behind it but white space is a fault.
  static Json parse(String text) throws JsonException {
    return JsonReader.read(text);
  }

  /// Reads a value that may be long, without holding all of it: `taker` is offered every item of a
  /// list right below an object, as soon as it is read. What it leaves, one name and one item each
  /// have to be shorter than half a mebibyte together.
  static Json parse(Reader text, Taker taker) throws JsonException, IOException {
    return JsonReader.read(text, taker);
  }

  /// Takes items out of a value while it is read.
  interface Taker {
    /// Whether the item was taken, and is to be left out of its list.
    boolean takes(String list, int index, Json item);
  }

  /// The value on one line, without white space.
  default String compact() {
    return JsonWriter.write(this);
  }
}
