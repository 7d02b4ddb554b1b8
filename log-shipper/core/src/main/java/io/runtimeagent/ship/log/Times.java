package io.runtimeagent.ship.log;

import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/// File times as numbers.
final class Times {
  private Times() {}

  static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
