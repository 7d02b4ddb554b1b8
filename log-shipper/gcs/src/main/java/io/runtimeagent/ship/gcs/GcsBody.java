package io.runtimeagent.ship.gcs;

/// What goes with a request.
sealed interface GcsBody {
  record None() implements GcsBody {}

  @SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
  record Bytes(String contentType, byte[] bytes) implements GcsBody {}

  /// Handed over piece by piece while it is read.
  record Pieces(Multipart upload) implements GcsBody {}
}
