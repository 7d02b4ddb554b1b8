package io.runtimeagent.ship.event;

/// Told of what happened, on the thread on which it happened: be quick, throw nothing.
@FunctionalInterface
public interface ShipListener {
  ShipListener NOOP = event -> {};

  void happened(ShipEvent event);
}
