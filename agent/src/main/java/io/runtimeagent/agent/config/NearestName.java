package io.runtimeagent.agent.config;

import java.util.Comparator;
import java.util.List;

/// Which of the known names somebody probably meant: the one that takes the fewest letters put in,
/// left out or exchanged.
final class NearestName {
  private NearestName() {}

  static String of(String name, List<String> known) {
    return known.stream().min(Comparator.comparingInt(other -> distance(name, other))).orElse("");
  }

  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchange = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(exchange, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
