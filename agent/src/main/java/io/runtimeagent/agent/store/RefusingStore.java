package io.runtimeagent.agent.store;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.InputStream;
import java.util.function.Predicate;

/// Stands in for a store that cannot be opened yet, and refuses everything for that reason.
record RefusingStore(StoreTraits traits, String reason) implements ObjectStore {

  @Override
  public Inspection inspect(ObjectKey key) {
    return new Inspection.Failed(new StoreFailure.Refused(reason));
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return new WriteOutcome.Refused(reason);
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    return new WriteOutcome.Refused(reason);
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return new WriteOutcome.Refused(reason);
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    throw refused();
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    throw refused();
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    throw refused();
  }

  @Override
  public int sweep(String prefix) throws StoreException {
    throw refused();
  }

  @Override
  public OldVersions oldVersions() {
    return new OldVersions.Unknown(reason);
  }

  @Override
  public void close() {}

  private StoreException refused() {
    return new StoreException(new StoreFailure.Refused(reason), null);
  }
}
