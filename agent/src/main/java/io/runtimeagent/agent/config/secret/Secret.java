package io.runtimeagent.agent.config.secret;

import java.util.Objects;

/// A text that no output may show: its `toString` is a mask.
///
/// Whoever needs the text asks for it by name with [#reveal].
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /// The text itself; only for the one who hands it to the other side.
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return Masking.MASK;
  }
}
