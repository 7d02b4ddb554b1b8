package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.json.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One object of the file, read field by field. What is wrong goes to the faults, and null comes
/// back; in the end every field that nobody asked for is a fault.
final class Fields {
  static final String TIME = "an RFC 3339 time with Z or an offset";
  static final String WHOLE_TIME = TIME + ", without fraction";
  private static final String TEXT = "a string";

  private final Json.Obj object;
  private final String path;
  private final Faults faults;
  private final Set<String> known = new HashSet<>();

  Fields(Json.Obj object, String path, Faults faults) {
    this.object = object;
    this.path = path;
    this.faults = faults;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// The field as it stands, null where it is absent.
  @Nullable Json any(String name) {
    known.add(name);
    return object.fields().get(name);
  }

  @Nullable Json required(String name) {
    Json value = any(name);
    if (value == null) {
      faults.missing(path(name));
    }
    return value;
  }

  void wrong(String name, String accepted) {
    Json value = any(name);
    faults.wrong(path(name), value == null ? new Json.Null() : value, accepted);
  }

  @Nullable String text(String name) {
    Json value = required(name);
    if (value == null || value instanceof Json.Str) {
      return value instanceof Json.Str(String text) ? text : null;
    }
    faults.wrong(path(name), value, TEXT);
    return null;
  }

  /// A text that may be absent or null.
  @Nullable String textIfAny(String name) {
    Json value = any(name);
    return value == null || value instanceof Json.Null ? null : text(name);
  }

  @Nullable Instant wholeTime(String name) {
    Json value = required(name);
    Instant time = value instanceof Json.Str(String text) ? Rfc3339.whole(text) : null;
    if (value != null && time == null) {
      faults.wrong(path(name), value, WHOLE_TIME);
    }
    return time;
  }

  @Nullable Instant time(String name) {
    Json value = required(name);
    Instant time = value instanceof Json.Str(String text) ? Rfc3339.parse(text) : null;
    if (value != null && time == null) {
      faults.wrong(path(name), value, TIME);
    }
    return time;
  }

  /// A time that may be absent or null.
  @Nullable Instant timeIfAny(String name) {
    Json value = any(name);
    return value == null || value instanceof Json.Null ? null : time(name);
  }

  /// A whole number, null where the value is none or does not fit.
  @Nullable Long number(String name, String accepted) {
    Json value = required(name);
    if (value instanceof Json.Num(String text) && text.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    if (value != null) {
      faults.wrong(path(name), value, accepted);
    }
    return null;
  }

  /// A list's items, none where it is absent.
  List<Json> list(String name) {
    Json value = any(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    faults.wrong(path(name), value, "a list");
    return List.of();
  }

  void refuseOthers() {
    for (String name : object.fields().keySet()) {
      if (!known.contains(name)) {
        faults.unknown(path(name));
      }
    }
  }
}
