package io.runtimeagent.agent.run;

import io.runtimeagent.probe.ShippingSight;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.HoldCause;
import io.runtimeagent.ship.event.ShipListener;
import java.util.function.Supplier;

/// How shipping stands, in the words of the shipping alert. Who stands by for another agent on the
/// same log folder has nothing to ship.
final class ShippingSights implements ShipListener {
  private static final String RECKLESS =
      "the store ignores the conditions of writes: only one writer for each log is safe";

  private volatile String refusal = "";

  @Override
  public void happened(ShipEvent event) {
    if (event instanceof ShipEvent.StoreHeld(HoldCause cause, String reason)) {
      refusal = cause == HoldCause.REFUSED ? reason : "";
    } else if (event instanceof ShipEvent.StoreReleased
        || event instanceof ShipEvent.StandbyBegan) {
      refusal = "";
    }
  }

  Supplier<ShippingSight> of(Supplier<ShipperStatus> status) {
    return () -> sight(status.get());
  }

  private ShippingSight sight(ShipperStatus status) {
    boolean reckless = !status.standby() && status.conditions() == Conditions.IGNORED;
    return new ShippingSight(
        status.overdueSince().orElse(null),
        status.lastProgress().orElse(null),
        refusal,
        reckless ? RECKLESS : "");
  }
}
