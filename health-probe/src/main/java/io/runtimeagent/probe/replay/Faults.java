package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.json.Json;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a file: each fault names its field, the offending value and what is accepted.
final class Faults {
  private static final int LONGEST = 80;
  private static final int MOST = 100;

  private final List<String> found = new ArrayList<>();
  private int more;

  void missing(String field) {
    add(field + ": is missing");
  }

  void unknown(String field) {
    add(field + ": there is no such field");
  }

  void wrong(String field, Json value, String accepted) {
    add(full() ? "" : "%s: %s: expected %s".formatted(field, shown(value), accepted));
  }

  void file(String reason) {
    add("the file is not one JSON object: " + reason);
  }

  void addAll(Faults others) {
    others.found.forEach(this::add);
    more += others.more;
  }

  boolean none() {
    return found.isEmpty();
  }

  List<String> all() {
    List<String> all = new ArrayList<>(found);
    if (more > 0) {
      all.add("%d faults more are not listed".formatted(more));
    }
    return List.copyOf(all);
  }

  private boolean full() {
    return found.size() == MOST;
  }

  private void add(String fault) {
    if (full()) {
      more++;
    } else {
      found.add(fault);
    }
  }

  private static String shown(Json value) {
    String text = value.compact();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
