package io.runtimeagent.probe.alert;

import java.time.Duration;

/// A desk without threads: its couriers work when they are told to.
public final class SteppedDesk {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AlertDesk desk;

  public SteppedDesk(AlertDesk desk) {
    this.desk = desk;
    desk.open();
  }

  /// Everything that is due is sent; how long nothing is, unless something changes.
  public Duration work() {
    Duration least = LONG;
    for (Courier courier : desk.couriers()) {
      Duration rest = rest(courier);
      least = rest.compareTo(least) < 0 ? rest : least;
    }
    return least;
  }

  private static Duration rest(Courier courier) {
    try {
      Duration rest = courier.turn();
      while (rest.isZero()) {
        rest = courier.turn();
      }
      return rest;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
