package io.runtimeagent.agent.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a resource answers. `headers` come on top of those that every answer has.
public record Answer(int status, String contentType, String body, Map<String, String> headers) {
  static final String TEXT = "text/plain; charset=utf-8";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public Answer(int status, String contentType, String body) {
    this(status, contentType, body, Map.of());
  }

  public static Answer text(int status, String text) {
    return new Answer(status, TEXT, text + "\n");
  }

  public static Answer json(String document) {
    return new Answer(200, "application/json", document);
  }

  /// The same with one header more.
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }
}
