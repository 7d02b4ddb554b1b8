package io.runtimeagent.probe.alert;

import java.time.Duration;

/// What came of sending. `words` are for people and hold no secret.
public sealed interface SendOutcome {
  record Accepted() implements SendOutcome {}

  /// It did not arrive and may work later; not before `after`, which is zero where the sink did not
  /// say.
  record Failed(String words, Duration after) implements SendOutcome {}

  /// It may have arrived: it was sent, and no answer says what became of it.
  record Doubtful(String words, Duration after) implements SendOutcome {}

  /// The sink refuses what we send: the configuration is wrong.
  record Refused(String words) implements SendOutcome {}
}
