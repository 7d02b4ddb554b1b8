package io.runtimeagent.agent.page;

/// Writes HTML in which every text and every attribute's value is escaped.
final class Html {
  private final StringBuilder out = new StringBuilder(16_384);

  /// Opens an element; `attributes` are names and values in turn.
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /// A text of our own, in which a command stands between backticks.
  Html prose(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        text(parts[i]);
      } else {
        leaf("code", parts[i]);
      }
    }
    return this;
  }

  /// An element with nothing but a text.
  Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /// What is part of the program and no text: a style, a script, a doctype.
  Html own(String markup) {
    out.append(markup);
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isPrintable(c) ? c : '\uFFFD');
      }
    }
  }

  /// Control characters, and those that turn the direction of writing, would let one text pass for
  /// another.
  private static boolean isPrintable(char c) {
    return !Character.isISOControl(c)
        && !(c >= '\u202A' && c <= '\u202E')
        && !(c >= '\u2066' && c <= '\u2069');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
