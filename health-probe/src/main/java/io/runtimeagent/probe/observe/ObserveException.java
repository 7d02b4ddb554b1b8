package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import java.util.Objects;

/// Airflow could not be read. Its message is for people and holds no secret.
public final class ObserveException extends Exception {
  private final Reading.Kind kind;
  private final String words;

  public ObserveException(Reading.Kind kind, String words) {
    super(words);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.words = words;
  }

  public ObserveException(Reading.Kind kind, String words, Throwable cause) {
    super(words, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.words = words;
  }

  public Observed.Failed observed() {
    return new Observed.Failed(kind, words);
  }

  public String words() {
    return words;
  }

  public Reading.Kind kind() {
    return kind;
  }
}
