package io.runtimeagent.agent.config.fault;

import java.util.Objects;

/// One thing that is wrong with the configuration, for a person to put right.
///
/// `key` as it is written in a configuration file, `source` where the value came from, `value` what
/// stands there (masked when it is or may be secret; empty when nothing does), `accepted` what
/// would be right: it completes the sentence "Accepted is ...".
public record Fault(String key, String source, String value, String accepted) {

  public Fault {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(accepted, "accepted");
  }

  /// All four in one line.
  public String describe() {
    String shown = value.isEmpty() ? "" : " = \"" + OneLine.of(value) + "\"";
    return key + shown + " (" + source + "): accepted is " + accepted;
  }
}
