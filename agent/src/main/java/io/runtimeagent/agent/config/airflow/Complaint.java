package io.runtimeagent.agent.config.airflow;

import io.runtimeagent.agent.config.secret.Masking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a command printed about its failure, made fit to be shown: the words that it printed as
/// output, its arguments other than paths and options, and whatever looks like a key are hidden.
final class Complaint {
  private static final int LONGEST = 300;
  private static final int SHORTEST_SECRET = 4;

  /// Twenty or more letters, digits and signs of base64, a digit among them, are a key or a token.
  private static final Pattern KEY_LIKE =
      Pattern.compile("(?=[A-Za-z0-9+_=.-]*\\d)[A-Za-z0-9+_=.-]{20,}");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'=,;:]+");

  private final Set<String> secrets;

  Complaint(List<String> command, String output) {
    secrets = new HashSet<>();
    command.stream().skip(1).filter(word -> !word.startsWith("/")).forEach(this::hide);
    output.lines().forEach(this::hide);
  }

  private void hide(String text) {
    Stream.concat(Stream.of(text.strip()), BETWEEN_WORDS.splitAsStream(text))
        .filter(word -> word.length() >= SHORTEST_SECRET && !word.startsWith("--"))
        .forEach(secrets::add);
  }

  /// Empty when nothing was printed; else a colon and the text on one line.
  String withoutSecrets(String printed) {
    String line = printed.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    if (line.isEmpty()) {
      return ".";
    }
    String masked = Masking.ofUrl(line);
    for (String secret : secrets.stream().sorted((a, b) -> b.length() - a.length()).toList()) {
      masked = masked.replace(secret, Masking.MASK);
    }
    masked = KEY_LIKE.matcher(masked).replaceAll(Masking.MASK);
    return ": " + (masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked);
  }
}
