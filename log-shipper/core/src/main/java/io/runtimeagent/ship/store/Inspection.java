package io.runtimeagent.ship.store;

/// Answer to "what stands at this key?".
public sealed interface Inspection {
  record Present(StoredObject object) implements Inspection {}

  record Absent() implements Inspection {}

  /// A 403 where the list permission is missing: the object may be absent or unreadable, the
  /// conditional create decides.
  record PerhapsAbsent(String reason) implements Inspection {}

  record Failed(StoreFailure failure) implements Inspection {}
}
