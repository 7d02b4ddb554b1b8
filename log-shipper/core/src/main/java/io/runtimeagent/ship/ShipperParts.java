package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipListener;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a shipper is given from outside: clocks, chance, and who is told.
///
/// `nanoTime` never goes back, as `System.nanoTime`.
public record ShipperParts(
    InstantSource wallClock, LongSupplier nanoTime, RandomGenerator random, ShipListener listener) {

  /// The machine's own clocks.
  public static ShipperParts system(ShipListener listener) {
    return new ShipperParts(
        InstantSource.system(), System::nanoTime, RandomGenerator.getDefault(), listener);
  }
}
