package io.runtimeagent.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/// The types of values that keys take.
final class ValueTypes {
  private static final int LONGEST_TEXT = 250;

  private ValueTypes() {}

  /// Airflow's own words for it, so that its side and ours read the same value alike.
  static ValueType<Boolean> flag() {
    return new ValueType<>(
        "`true` or `false`",
        text ->
            switch (text.split("#", 2)[0].strip().toLowerCase(Locale.ROOT)) {
              case "true", "t", "1" -> Optional.of(true);
              case "false", "f", "0" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// One of the names of an enum, in any case, with `-` where the constant has `_`.
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return oneOf(type, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type, Function<E, String> name) {
    List<E> values = List.of(type.getEnumConstants());
    String names = values.stream().map(name).collect(Collectors.joining("`, `", "`", "`"));
    return new ValueType<>(
        "one of " + names,
        text ->
            values.stream().filter(value -> name.apply(value).equalsIgnoreCase(text)).findFirst());
  }

  static ValueType<Integer> number(int from, int to) {
    String range = to == Integer.MAX_VALUE ? from + " or more" : from + " to " + to;
    return new ValueType<>(
        "a whole number, " + range,
        text ->
            text.matches("[0-9]{1,9}")
                ? Optional.of(Integer.valueOf(text)).filter(n -> n >= from && n <= to)
                : Optional.empty());
  }

  /// Any text on one line that is not too long to be shown.
  static ValueType<String> text() {
    return text("a text on one line, at most " + LONGEST_TEXT + " characters", _ -> true);
  }

  static ValueType<String> matching(String accepted, String pattern) {
    return text(
        accepted, Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS).asMatchPredicate());
  }

  private static ValueType<String> text(String accepted, Predicate<String> accepts) {
    return new ValueType<>(
        accepted,
        text ->
            Optional.of(text)
                .filter(value -> value.length() <= LONGEST_TEXT)
                .filter(value -> value.chars().noneMatch(Character::isISOControl))
                .filter(accepts));
  }

  /// Whatever stands there.
  static ValueType<String> anything(String accepted) {
    return new ValueType<>(accepted, Optional::of);
  }

  /// Not yet read. Text that cannot be one is a connection's id most likely.
  static ValueType<String> connection() {
    return new ValueType<>(
        "an Airflow connection as URI or JSON; a connection's id belongs in `remote_log_conn_id`",
        text ->
            text.contains("://") || text.strip().startsWith("{")
                ? Optional.of(text)
                : Optional.empty());
  }

  static ValueType<Path> path() {
    return new ValueType<>(
        "a path",
        text -> {
          try {
            return text.startsWith("$") || text.contains("\n")
                ? Optional.empty()
                : Optional.of(Path.of(text).toAbsolutePath().normalize());
          } catch (InvalidPathException _) {
            return Optional.empty();
          }
        });
  }

  static ValueType<URI> url() {
    return new ValueType<>("a URL, `http://…` or `https://…`", ValueTypes::url);
  }

  private static Optional<URI> url(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Globs may hold commas between braces.
  static ValueType<List<String>> globs() {
    return list(
        new ValueType<>("globs", text -> isGlob(text) ? Optional.of(text) : Optional.empty()),
        ",(?![^{}]*})");
  }

  private static boolean isGlob(String text) {
    try {
      return !text.startsWith("/")
          && FileSystems.getDefault().getPathMatcher("glob:" + text) != null;
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  static <T> ValueType<List<T>> listOf(ValueType<T> item) {
    return list(item, ",");
  }

  private static <T> ValueType<List<T>> list(ValueType<T> item, String separator) {
    return new ValueType<>(
        item.accepted() + ", several separated by commas",
        text -> {
          List<Optional<T>> items =
              Arrays.stream(text.split(separator))
                  .map(String::strip)
                  .filter(part -> !part.isEmpty())
                  .map(item::parse)
                  .toList();
          return !items.isEmpty() && items.stream().allMatch(Optional::isPresent)
              ? Optional.of(items.stream().flatMap(Optional::stream).toList())
              : Optional.empty();
        });
  }
}
