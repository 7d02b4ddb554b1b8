package io.runtimeagent.agent.config.airflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits a command line into words the way a POSIX shell would, and does nothing else that a shell
/// does: the rules of Python's `shlex.split`, which Airflow uses for its `_CMD` settings.
public final class ShellWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private @Nullable StringBuilder word;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  /// The words; refuses a quotation that does not end and a backslash with nothing behind it.
  public static List<String> split(String line) throws UnreadableValueException {
    return new ShellWords(line).split();
  }

  private List<String> split() throws UnreadableValueException {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r', '\n' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> current().append(next());
        default -> current().append(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void singleQuoted() throws UnreadableValueException {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw unfinished();
    }
    current().append(line, at, end);
    at = end + 1;
  }

  private void doubleQuoted() throws UnreadableValueException {
    StringBuilder text = current();
    for (char c = next(); c != '"'; c = next()) {
      if (c == '\\') {
        char escaped = next();
        if (escaped != '"' && escaped != '\\') {
          text.append(c);
        }
        text.append(escaped);
      } else {
        text.append(c);
      }
    }
  }

  private char next() throws UnreadableValueException {
    if (at == line.length()) {
      throw unfinished();
    }
    return line.charAt(at++);
  }

  private StringBuilder current() {
    StringBuilder started = word == null ? new StringBuilder() : word;
    word = started;
    return started;
  }

  private void endWord() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }

  private static UnreadableValueException unfinished() {
    return new UnreadableValueException("a command line whose quotations and escapes end");
  }
}
