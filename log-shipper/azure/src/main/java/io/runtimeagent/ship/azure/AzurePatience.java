package io.runtimeagent.ship.azure;

import java.time.Duration;

/// How long Azure is waited for: `reply` is until the whole of it is there, to which the time is
/// added that a body of a given length may take.
record AzurePatience(Duration connect, Duration reply) {
  static final AzurePatience USUAL =
      new AzurePatience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /// The slowest network on which a body still arrives before its time is up.
  private static final long SLOWEST_BYTES_PER_SECOND = 64 << 10;

  Duration reply(long bodyBytes) {
    return reply.plusSeconds(bodyBytes / SLOWEST_BYTES_PER_SECOND);
  }
}
