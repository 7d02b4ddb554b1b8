package io.runtimeagent.probe.alert;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Time and chance: `wall` for what people read, `nanos` for waiting, which a clock step must not
/// stretch.
public record Timing(InstantSource wall, LongSupplier nanos, RandomGenerator random) {
  public static Timing system() {
    return new Timing(InstantSource.system(), System::nanoTime, RandomGenerator.getDefault());
  }

  Instant now() {
    return wall.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
