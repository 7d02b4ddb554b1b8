package io.runtimeagent.probe.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds an object field by field, in the order in which the fields are to be written.
public final class JsonObject {
  private final Map<String, Json> fields = new LinkedHashMap<>();

  public JsonObject put(String name, Json value) {
    fields.put(name, value);
    return this;
  }

  public JsonObject put(String name, @Nullable String value) {
    return put(name, Json.of(value));
  }

  public JsonObject put(String name, long value) {
    return put(name, Json.of(value));
  }

  public JsonObject put(String name, boolean value) {
    return put(name, Json.of(value));
  }

  public JsonObject put(String name, @Nullable Instant value) {
    return put(name, Json.of(value));
  }

  public JsonObject put(String name, List<String> values) {
    return put(name, Json.of(values));
  }

  public Json.Obj build() {
    return new Json.Obj(fields);
  }
}
