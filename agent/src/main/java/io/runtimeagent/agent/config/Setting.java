package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Option;
import java.util.Locale;
import java.util.Objects;

/// One key of the section `[runtime_agent]`: all that is known of it before any value is.
///
/// `fallback` is what an absent value is parsed from, empty when the default is derived or there is
/// none; `defaultText` says the default to people in either case.
record Setting<T>(
    String key,
    ValueType<T> type,
    String fallback,
    String defaultText,
    Visibility visibility,
    String meaning) {
  static final String SECTION = "runtime_agent";

  Setting {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(visibility, "visibility");
    if (!key.equals(key.toLowerCase(Locale.ROOT)) || !meaning.endsWith(".")) {
      throw new IllegalArgumentException("The definition of " + key + " is malformed.");
    }
  }

  static <T> Setting<T> of(String key, ValueType<T> type, String fallback, String meaning) {
    return new Setting<>(key, type, fallback, "`" + fallback + "`", Visibility.OPEN, meaning);
  }

  /// A key without a literal default; `defaultText` says where the value comes from instead.
  static <T> Setting<T> derived(String key, ValueType<T> type, String defaultText, String meaning) {
    return new Setting<>(key, type, "", defaultText, Visibility.OPEN, meaning);
  }

  Setting<T> shownAs(Visibility other) {
    return new Setting<>(key, type, fallback, defaultText, other, meaning);
  }

  Option option() {
    return isSecret() ? Option.secret(SECTION, key) : Option.open(SECTION, key);
  }

  /// Whether a command may give it.
  boolean isSecret() {
    return visibility != Visibility.OPEN;
  }

  String label() {
    return option().label();
  }
}
