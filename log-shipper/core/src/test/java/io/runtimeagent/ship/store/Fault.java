package io.runtimeagent.ship.store;

import java.time.Duration;

/// What goes wrong with one request to a `FakeObjectStore`.
public sealed interface Fault {
  record None() implements Fault {}

  /// The request is lost: nothing is stored, the writer is in doubt.
  record DroppedBefore() implements Fault {}

  /// The answer is lost: the write takes place if its condition holds, the writer is in doubt.
  record DroppedAfter() implements Fault {}

  /// The writer is in doubt, and the write waits in `FakeBucket.lateWrites` to be let through.
  record Late() implements Fault {}

  record Throttled(Duration retryAfter) implements Fault {}

  record Refused() implements Fault {}

  /// This key only.
  record Rejected() implements Fault {}

  /// 403 to a HEAD, whether or not there is an object. Other requests pass.
  record PerhapsAbsent() implements Fault {}
}
