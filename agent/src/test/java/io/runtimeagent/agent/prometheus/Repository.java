package io.runtimeagent.agent.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The files of this repository, whichever module is being tested.
final class Repository {
  static final String RULES = "deploy/prometheus/runtime-agent.rules.yml";
  static final String DASHBOARD = "deploy/grafana/runtime-agent.json";
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:runtime_agent|process|jvm)_[a-z0-9_]+|up)\\b(?![\"(=])");

  private Repository() {}

  static Path file(String name) {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("agent/pom.xml")) ? here : here.resolve("..");
    return root.resolve(name).normalize();
  }

  static String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /// JSON is YAML, too.
  static Yaml yaml(String name) {
    return yamls(text(name)).getFirst();
  }

  static List<Yaml> yamls(String text) {
    var documents = new Load(LoadSettings.builder().build()).loadAllFromString(text);
    return Stream.iterate(documents.iterator(), i -> i.hasNext(), i -> i)
        .map(i -> new Yaml(i.next()))
        .toList();
  }

  /// The metrics that an expression asks for, as they are called in the reference: a histogram by
  /// its own name.
  static Set<String> metrics(String expression) {
    String withoutGroups = expression.replaceAll("(?:by|on|left) *\\([^)]*\\)|\"[^\"]*\"", " ");
    return METRIC
        .matcher(withoutGroups)
        .results()
        .map(MatchResult::group)
        .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The names that `docs/metrics.md` lists.
  static Set<String> documented() {
    return Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
        .matcher(text("docs/metrics.md"))
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// A node of a YAML document; what is missing is null.
  record Yaml(@Nullable Object value) {
    Yaml get(String name) {
      return new Yaml(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    List<Yaml> items() {
      return value instanceof List<?> list
          ? list.stream().map(item -> new Yaml(item)).toList()
          : List.of();
    }

    String text() {
      return String.valueOf(value);
    }
  }
}
