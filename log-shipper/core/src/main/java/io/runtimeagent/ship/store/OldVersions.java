package io.runtimeagent.ship.store;

/// What becomes of the bytes that an update of an object replaces.
public sealed interface OldVersions {
  /// They go.
  record Dropped() implements OldVersions {}

  /// The store keeps them, and somebody pays for them; `how` is the store's own name for it.
  record Kept(String how) implements OldVersions {}

  /// It could not be asked, for want of a permission say.
  record Unknown(String reason) implements OldVersions {}
}
