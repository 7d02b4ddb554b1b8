package io.runtimeagent.agent.config.fault;

import java.util.Objects;

/// Something worth telling a person that does not keep the agent from working.
public record Note(String key, String source, String text) {

  public Note {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(text, "text");
  }

  /// All three in one line.
  public String describe() {
    return key + " (" + source + "): " + OneLine.of(text);
  }
}
