package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.json.Json;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a file: each fault names its field, the offending value and what is accepted.
final class Faults {
  private static final int LONGEST = 80;

  private final List<String> found = new ArrayList<>();

  void missing(String field) {
    found.add(field + ": is missing");
  }

  void unknown(String field) {
    found.add(field + ": there is no such field");
  }

  void wrong(String field, Json value, String accepted) {
    found.add("%s: %s: expected %s".formatted(field, shown(value), accepted));
  }

  void file(String reason) {
    found.add("the file is not one JSON object: " + reason);
  }

  boolean none() {
    return found.isEmpty();
  }

  List<String> all() {
    return List.copyOf(found);
  }

  private static String shown(Json value) {
    String text = value.compact();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
