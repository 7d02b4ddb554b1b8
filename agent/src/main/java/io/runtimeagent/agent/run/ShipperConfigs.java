package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Component.Lifetime;
import io.runtimeagent.agent.config.ShippingConfig;
import io.runtimeagent.ship.ShipperConfig;
import io.runtimeagent.ship.ShipperConfig.Canary;
import io.runtimeagent.ship.ShipperLimits;
import java.util.Optional;

/// The configuration in the shipper's own words.
public final class ShipperConfigs {
  private ShipperConfigs() {}

  /// For the agent that goes on.
  static ShipperConfig forRun(AgentConfig config) {
    ShippingConfig shipping = config.shipping();
    return new ShipperConfig(
        shipping.logFolder(),
        shipping.destination().keyPrefix(),
        shipping.freshness(),
        shipping.include(),
        shipping.exclude(),
        Optional.of(config.stateDir()),
        Optional.ofNullable(shipping.ignoreOlder()),
        Optional.ofNullable(shipping.localRetention()),
        canary(config.component().lifetime()),
        ShipperLimits.ofThisProcess());
  }

  private static Canary canary(Lifetime lifetime) {
    return switch (lifetime) {
      case LONG -> Canary.AT_START;
      case ONE_TASK -> Canary.NONE;
    };
  }

  /// For one pass over everything that is there: no state, no log too old, nothing deleted.
  public static ShipperConfig forOnePass(AgentConfig config) {
    ShippingConfig shipping = config.shipping();
    return new ShipperConfig(
        shipping.logFolder(),
        shipping.destination().keyPrefix(),
        shipping.freshness(),
        shipping.include(),
        shipping.exclude(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Canary.NONE,
        ShipperLimits.ofThisProcess());
  }
}
