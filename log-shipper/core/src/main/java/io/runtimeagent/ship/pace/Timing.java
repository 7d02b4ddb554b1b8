package io.runtimeagent.ship.pace;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Clocks and chance. `nanoTime` never goes back; the wall clock may step.
public record Timing(InstantSource wallClock, LongSupplier nanoTime, RandomGenerator random) {}
