package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/// How constants are written in labels and in the log.
final class Labels {
  private Labels() {}

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Tags tag(String name, Enum<?> value) {
    return Tags.of(name, word(value));
  }
}
