package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.DestinationOutcome;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.store.StoreOpener;
import io.runtimeagent.agent.store.Stores;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Opens the store of the configuration, the first time as it was read already, later as it reads
/// then, whatever may be wrong elsewhere in it by then. Where the logs go stays what it was when
/// the agent started.
final class ConfiguredStore implements StoreOpener {
  private final ConfigInput input;
  private final Stores stores;
  private final String helperPrefix;
  private final String url;
  private @Nullable Destination first;

  ConfiguredStore(AgentConfig config, ConfigInput input, Stores stores) {
    this.input = input;
    this.stores = stores;
    this.first = config.shipping().destination();
    this.url = first.url();
    this.helperPrefix = ShipperConfigs.forOnePass(config).helperPrefix();
  }

  @Override
  public ObjectStore open() throws StoreException {
    Destination destination = first == null ? readAgain() : first;
    first = null;
    try {
      return stores.open(destination, helperPrefix);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  private Destination readAgain() throws StoreException {
    return switch (ConfigLoader.destination(input)) {
      case DestinationOutcome.Faulty(List<Fault> faults) ->
          throw refused(
              faults.stream().map(Fault::describe).collect(Collectors.joining(" ")), null);
      case DestinationOutcome.Valid(Destination destination) -> same(destination);
    };
  }

  private Destination same(Destination destination) throws StoreException {
    if (!destination.url().equals(url)) {
      throw refused("The destination is another one now: the agent has to be restarted.", null);
    }
    return destination;
  }

  private static StoreException refused(String reason, @Nullable Throwable cause) {
    return new StoreException(new StoreFailure.Refused(reason), cause);
  }
}
