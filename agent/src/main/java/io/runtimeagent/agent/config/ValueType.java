package io.runtimeagent.agent.config;

import java.util.Optional;
import java.util.function.Function;

/// What texts a key takes. `accepted` completes the sentence "What is accepted is ...".
///
/// The parser gives nothing for a text that is not accepted and throws nothing.
record ValueType<T>(String accepted, Function<String, Optional<T>> parser) {

  Optional<T> parse(String text) {
    return parser.apply(text);
  }
}
