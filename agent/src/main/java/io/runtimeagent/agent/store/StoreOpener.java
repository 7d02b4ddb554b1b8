package io.runtimeagent.agent.store;

import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;

/// Opens the configured store with the credentials that stand in the configuration now: key files
/// are read and commands run anew.
@FunctionalInterface
public interface StoreOpener {
  ObjectStore open() throws StoreException;
}
