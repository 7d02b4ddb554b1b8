package io.runtimeagent.agent.config.fault;

/// A text on one line of bounded length, so that a value cannot forge lines of output.
public final class OneLine {
  private static final int LONGEST = 200;

  private OneLine() {}

  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> append(line, point));
    return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
  }

  private static void append(StringBuilder line, int point) {
    switch (point) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Character.isISOControl(point)) {
          line.append(String.format("\\u%04x", point));
        } else {
          line.appendCodePoint(point);
        }
      }
    }
  }
}
