package io.runtimeagent.ship.gcs;

import java.time.Duration;

/// How long to wait: for a connection, for an answer once everything was sent, and for the other
/// end to take the next piece of a long body.
record GcsPatience(Duration connect, Duration answer, Duration stall) {
  static final GcsPatience DEFAULT =
      new GcsPatience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /// The slowest line that is still waited for.
  private static final long BYTES_PER_SECOND = 32 << 10;

  /// For a request whose body of `bytes` is handed over at once.
  Duration answerTo(long bytes) {
    return answer.plusSeconds(bytes / BYTES_PER_SECOND);
  }
}
