package io.runtimeagent.agent.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON value. Members keep their order.
public sealed interface Json {

  record Text(String value) implements Json {}

  /// `literal` is the number as it is written, so that nothing is lost by rounding.
  record Numeral(String literal) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Members(Map<String, Json> members) implements Json {
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  static Json of(String text) {
    return new Text(text);
  }

  static Json of(long number) {
    return new Numeral(Long.toString(number));
  }

  /// Not named `of`: a list of texts would be ambiguous to the reader.
  static Json texts(List<String> texts) {
    return new Items(texts.stream().map(Json::of).toList());
  }
}
