package io.runtimeagent.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which room may use which, as the `map` block of `CONTRIBUTING.md` says it.
record HouseMap(Map<String, Set<String>> allowed) {
  private static final String HOUSE = "io.runtimeagent.";

  static HouseMap read(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    int begin = lines.indexOf("```map");
    var allowed = new TreeMap<String, Set<String>>();
    for (String line : lines.subList(begin + 1, lines.size())) {
      if (line.equals("```")) {
        return new HouseMap(allowed);
      }
      String[] sides = line.split("->", 2);
      allowed.put(
          sides[0].strip(),
          Arrays.stream(sides[1].strip().split(" +"))
              .filter(name -> !name.isEmpty())
              .map(name -> HOUSE + name)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    throw new IllegalStateException(document + " has no map that ends.");
  }

  Set<String> rooms() {
    return allowed.keySet();
  }

  boolean allows(String room, String other) {
    return allowed.getOrDefault(room, Set.of()).contains(other);
  }

  /// Rooms that lead back to the first of them, if there are such.
  Optional<List<String>> cycle() {
    return allowed.keySet().stream()
        .map(room -> cycleThrough(room, room, new ArrayDeque<>(List.of(room))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<String>> cycleThrough(String start, String room, Deque<String> path) {
    for (String next : allowed.getOrDefault(room, Set.of())) {
      if (next.equals(start)) {
        return Optional.of(List.copyOf(path));
      }
      if (!path.contains(next)) {
        path.addLast(next);
        Optional<List<String>> found = cycleThrough(start, next, path);
        if (found.isPresent()) {
          return found;
        }
        path.removeLast();
      }
    }
    return Optional.empty();
  }
}
