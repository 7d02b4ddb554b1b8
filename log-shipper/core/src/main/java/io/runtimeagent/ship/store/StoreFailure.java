package io.runtimeagent.ship.store;

import java.time.Duration;

/// Why a store did not do what it was asked, for requests that change nothing. Reasons are for
/// people: they name the status or exception, never a credential or a signed address.
public sealed interface StoreFailure {
  String reason();

  /// The store asks for fewer requests: 429, 503 SlowDown, 509. `retryAfter` is zero when it does
  /// not say.
  record Throttled(Duration retryAfter, String reason) implements StoreFailure {}

  /// Nothing can be said of the store: no connection, no answer, 5xx, an answer that makes no
  /// sense.
  record Unavailable(String reason) implements StoreFailure {}

  /// Credentials, permission or bucket: holds every log of this store until it is put right.
  record Refused(String reason) implements StoreFailure {}

  /// This key or this request only: too long a name, a broken object. Others are not affected.
  record Rejected(String reason) implements StoreFailure {}
}
