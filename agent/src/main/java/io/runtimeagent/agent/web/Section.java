package io.runtimeagent.agent.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One mapping of the file, which knows where it stands so that a fault can name its key.
final class Section {
  private final String path;
  private final Map<?, ?> values;

  Section(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  /// The format is strict: a key that it does not know is a fault, as a mistyped one would leave
  /// the door open.
  void onlyKnows(Set<String> keys) throws WebConfigException {
    for (Object key : values.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        throw new WebConfigException(
            at(String.valueOf(key))
                + " is not known here; known are "
                + String.join(", ", new TreeSet<>(keys))
                + ".");
      }
    }
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  Section section(String key) throws WebConfigException {
    return switch (values.get(key)) {
      case null -> new Section(at(key), Map.of());
      case Map<?, ?> inner -> new Section(at(key), inner);
      default -> throw wrong(key, "a mapping");
    };
  }

  Optional<String> text(String key) throws WebConfigException {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw wrong(key, "a text");
    };
  }

  List<String> texts(String key) throws WebConfigException {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(String.class::cast).toList();
    }
    throw wrong(key, "a list of texts");
  }

  /// Every key with its text.
  Map<String, String> everyText() throws WebConfigException {
    var all = new LinkedHashMap<String, String>();
    for (Object key : values.keySet()) {
      String name = String.valueOf(key);
      all.put(name, text(name).orElseThrow(() -> wrong(name, "a text")));
    }
    return all;
  }

  WebConfigException wrong(String key, String accepted) {
    return new WebConfigException(at(key) + " must be " + accepted + ".");
  }

  String at(@Nullable String key) {
    return path.isEmpty() ? String.valueOf(key) : path + "." + key;
  }
}
