package io.runtimeagent.ship.store;

/// What one log file gave to an object: its first `bytes` bytes, whose checksum is `crc32c`.
///
/// That is all that is known of the file, so a file finds itself by its own first bytes, on
/// whatever host.
public record Contribution(long bytes, int crc32c) {

  public Contribution {
    if (bytes <= 0) {
      throw new IllegalArgumentException("A contribution has " + bytes + " bytes.");
    }
  }
}
