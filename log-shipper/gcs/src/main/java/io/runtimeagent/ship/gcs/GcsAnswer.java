package io.runtimeagent.ship.gcs;

/// How a request ended.
sealed interface GcsAnswer {
  /// 2xx, read to its end.
  @SuppressWarnings("ArrayRecordComponent") // Parsed once, never compared.
  record Done(byte[] body) implements GcsAnswer {}

  record Failed(GcsProblem problem) implements GcsAnswer {}
}
