package io.runtimeagent.ship.mirror;

import java.time.Duration;

/// What one step did: the state that follows, and how it went.
public record Step(MirrorState state, Outcome outcome) {

  /// How a step went.
  public sealed interface Outcome {
    /// Nothing can be stored now. `pendingBytes` wait for the end of their line.
    record Idle(long pendingBytes) implements Outcome {}

    /// The object was looked at; the next step can be taken at once.
    record Looked() implements Outcome {}

    /// `bytes` bytes more of the log are stored, `sentBytes` went over the wire for it.
    record Stored(long bytes, long sentBytes, Kind kind) implements Outcome {}

    /// It did not work; what was told is who has to be asked next.
    sealed interface Failure extends Outcome {
      String reason();
    }

    /// The log changed while it was read: look at it again.
    record SourceChanged(String reason) implements Failure {}

    /// Somebody else wrote, or our own write in doubt was stored: look at the object.
    record Conflict(String reason) implements Failure {}

    /// The store did not answer, or may have stored it.
    record Unavailable(String reason) implements Failure {}

    /// The store asks for fewer requests.
    record Throttled(Duration retryAfter, String reason) implements Failure {}

    /// The store refuses us.
    record Refused(String reason) implements Failure {}

    /// The store refuses this log.
    record Rejected(String reason) implements Failure {}
  }

  /// What kind of write it was.
  public enum Kind {
    CREATED,
    APPENDED
  }
}
