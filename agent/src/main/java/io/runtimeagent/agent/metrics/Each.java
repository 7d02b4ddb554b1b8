package io.runtimeagent.agent.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// One thing, such as a counter, for each constant of an enum: all are shown from the start.
final class Each<K extends Enum<K>, V> {
  private final Map<K, V> things;

  private Each(Map<K, V> things) {
    this.things = things;
  }

  static <K extends Enum<K>, V> Each<K, V> of(Class<K> type, Function<K, V> make) {
    var things = new EnumMap<K, V>(type);
    for (K constant : type.getEnumConstants()) {
      things.put(constant, make.apply(constant));
    }
    return new Each<>(things);
  }

  V get(K constant) {
    V thing = things.get(constant);
    if (thing == null) {
      throw new IllegalStateException("Nothing for " + constant);
    }
    return thing;
  }
}
