package io.runtimeagent.probe.lease;

import org.jspecify.annotations.Nullable;

/// A small text that the agents of a deployment share, written only on the condition that it still
/// is what the writer last saw. Whoever lends it lends a place in a store; what the text says is
/// [LeaseKeeper]'s. A version may be no more than the text's checksum (an ETag): no two writes may
/// be of the same text.
///
/// Both calls end within a bounded time; whatever goes wrong is an answer, never an exception.
public interface Lease {
  /// What stands there now. `known` is the version that the caller has the text of, null for none:
  /// where it stands there still, the text need not be fetched again.
  View look(@Nullable String known);

  /// Puts `text` in the place of `version`; null: where nothing stands yet.
  Write write(@Nullable String version, String text);

  /// Answer to a look.
  sealed interface View {
    record Absent() implements View {}

    record Present(String version, String text) implements View {}

    /// It still is the version that the caller knows.
    record Unchanged() implements View {}

    record Unreadable(String words) implements View {}
  }

  /// Result of a write.
  sealed interface Write {
    record Written(String version) implements Write {}

    /// Something else stands there.
    record Overtaken() implements Write {}

    /// May have been written, now or later: only looking tells.
    record Doubtful(String words) implements Write {}

    record Failed(String words) implements Write {}
  }
}
