package io.runtimeagent.agent.config.airflow;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `$VAR`, `${VAR}` and a leading `~`, expanded again and again until nothing changes, as Airflow
/// does with every value of its configuration. What is not set stays as it is written.
final class EnvironmentExpansion {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([^}]*)})");

  /// Airflow would go on for ever where a variable names itself.
  private static final int MAX_ROUNDS = 50;

  private static final int MAX_LENGTH = 1 << 20;

  private final Map<String, String> environment;

  EnvironmentExpansion(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The expanded value; refuses one that never comes to an end.
  String expand(String value) throws UnreadableValueException {
    String current = value;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String next = home(variables(current));
      if (next.equals(current)) {
        return next;
      }
      if (next.length() > MAX_LENGTH) {
        break;
      }
      current = next;
    }
    throw new UnreadableValueException("a value whose $variables do not name themselves");
  }

  private String variables(String value) {
    return VARIABLE.matcher(value).replaceAll(this::variable);
  }

  private String variable(MatchResult match) {
    String name = match.group(1) == null ? match.group(2) : match.group(1);
    String value = environment.get(name);
    return Matcher.quoteReplacement(value == null ? match.group() : value);
  }

  private String home(String value) {
    if (!value.equals("~") && !value.startsWith("~/")) {
      return value;
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String trimmed = home.endsWith("/") ? home.substring(0, home.length() - 1) : home;
    String expanded = trimmed + value.substring(1);
    return expanded.isEmpty() ? "/" : expanded;
  }
}
