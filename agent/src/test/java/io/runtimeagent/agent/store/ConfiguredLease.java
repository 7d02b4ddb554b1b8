package io.runtimeagent.agent.store;

import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Leases in a store as a user configures it: each a client of its own, all at one place.
final class ConfiguredLease implements AutoCloseable {
  private final Map<String, String> environment = new HashMap<>();
  private final List<ObjectStore> stores = new ArrayList<>();
  private final String deployment = UUID.randomUUID().toString();

  ConfiguredLease(Map<String, String> environment) {
    this.environment.put("AIRFLOW_HOME", "/nowhere");
    this.environment.putAll(environment);
  }

  Lease lease() {
    ObjectStore store =
        new Stores(RequestListener.NOOP).open(destination(), "logs/.runtime-agent/");
    stores.add(store);
    return new StoreLease(store, StoreLease.key("logs/.runtime-agent/", deployment, "dag"));
  }

  private Destination destination() {
    return switch (ConfigLoader.load(ConfigInput.of(environment))) {
      case ConfigOutcome.Valid valid -> valid.config().shipping().destination();
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }

  @Override
  public void close() {
    stores.forEach(ObjectStore::close);
  }
}
