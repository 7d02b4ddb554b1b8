package io.runtimeagent.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a shipper may use. `maxWriteBytes` bounds what one write adds to an object (up to eight
/// times as much to one that is as long already), `concurrency` how many logs are worked on at
/// once, `maxOpenFiles` how many are held open.
public record ShipperLimits(long maxWriteBytes, int concurrency, int maxOpenFiles) {
  private static final long MAX_WRITE_BYTES = 128L * 1024 * 1024;
  private static final int CONCURRENCY = 24;
  private static final int FEW_FILES = 512;
  private static final int MANY_FILES = 16_384;

  /// Half of the descriptors that this process may have are for logs.
  public static ShipperLimits ofThisProcess() {
    return new ShipperLimits(
        MAX_WRITE_BYTES, CONCURRENCY, Math.clamp(descriptors() / 2, 16, MANY_FILES));
  }

  /// The soft limit in `/proc/self/limits`; a cautious guess where there is none to read.
  private static int descriptors() {
    try {
      return Files.readAllLines(Path.of("/proc/self/limits")).stream()
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.substring(14).strip().split(" +")[0])
          .mapToInt(word -> word.equals("unlimited") ? MANY_FILES : Integer.parseInt(word))
          .findFirst()
          .orElse(FEW_FILES);
    } catch (IOException | NumberFormatException e) {
      return FEW_FILES;
    }
  }
}
