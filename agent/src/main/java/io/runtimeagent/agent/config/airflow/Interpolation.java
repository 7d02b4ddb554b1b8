package io.runtimeagent.agent.config.airflow;

import java.util.Locale;
import java.util.Map;

/// `%(key)s` and `%%` in a value of a configuration file, by the rules of Python's `ConfigParser`.
final class Interpolation {
  private static final int MAX_DEPTH = 10;

  private static final String LONE_PERCENT =
      "a value in which each percent sign is doubled (%%) or begins a reference, %(key)s";

  private Interpolation() {}

  static String of(String raw, Map<String, String> values) throws UnreadableValueException {
    return of(raw, values, 1);
  }

  private static String of(String raw, Map<String, String> values, int depth)
      throws UnreadableValueException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableValueException(
          "references, %(key)s, that do not lead back to themselves");
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int at = raw.indexOf('%'); at >= 0; at = raw.indexOf('%', from)) {
      text.append(raw, from, at);
      if (raw.startsWith("%%", at)) {
        text.append('%');
        from = at + 2;
      } else {
        int end = endOfReference(raw, at);
        text.append(of(referred(raw.substring(at + 2, end), values), values, depth + 1));
        from = end + 2;
      }
    }
    return text.append(raw, from, raw.length()).toString();
  }

  private static int endOfReference(String raw, int at) throws UnreadableValueException {
    int end = raw.indexOf(')', at);
    if (!raw.startsWith("%(", at) || end < 0 || !raw.startsWith(")s", end)) {
      throw new UnreadableValueException(LONE_PERCENT);
    }
    return end;
  }

  private static String referred(String key, Map<String, String> values)
      throws UnreadableValueException {
    String value = values.get(key.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new UnreadableValueException("references, %(key)s, to keys that exist");
    }
    return value;
  }
}
