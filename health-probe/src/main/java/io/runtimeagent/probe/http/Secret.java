package io.runtimeagent.probe.http;

/// A text that no output may show. It is asked for anew at each use, so that one that was replaced
/// is found without a restart.
@FunctionalInterface
public interface Secret {
  /// The text itself; only for the one who hands it to the other side.
  String reveal();

  static Secret of(String text) {
    return () -> text;
  }
}
