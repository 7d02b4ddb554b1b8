package io.runtimeagent.ship.store;

import java.time.Duration;

/// Result of one conditional write. Nothing here says "failed": a write that may have been stored
/// is in doubt.
public sealed interface WriteOutcome {
  /// Stored, and `object` is what the next write must find.
  record Committed(StoredObject object) implements WriteOutcome {}

  /// The object is not what the writer last saw (409, 412, or 404 where it should exist). It may be
  /// our own earlier write that was in doubt.
  record Conflict(String reason) implements WriteOutcome {}

  /// May have been stored, now or later: time-out, dropped connection, 5xx. Only looking tells.
  record Doubtful(String reason) implements WriteOutcome {}

  /// Not stored: the store asks for fewer requests. `retryAfter` is zero when it does not say.
  record Throttled(Duration retryAfter, String reason) implements WriteOutcome {}

  /// Not stored: credentials, permission or bucket. Holds every log of this store until it is put
  /// right.
  record Refused(String reason) implements WriteOutcome {}

  /// Not stored, and the same request will never be: this log only.
  record Rejected(String reason) implements WriteOutcome {}

  /// Not stored, since the log changed while it was read or could not be read to its end: look at
  /// the log again.
  record SourceChanged(String reason) implements WriteOutcome {}
}
