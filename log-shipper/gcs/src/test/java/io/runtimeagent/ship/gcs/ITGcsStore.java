package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.ObjectStoreContract;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.WithServer;
import java.util.Map;

/// What is asked of every store, of Google Cloud Storage as fake-gcs-server behind the guard has
/// it.
@WithServer(GcsServer.class)
class ITGcsStore extends ObjectStoreContract {
  private final GcsBucket bucket;

  ITGcsStore(GcsServer server) {
    bucket = new GcsBucket(server);
  }

  @Override
  protected ObjectStore openStore() {
    return bucket.open();
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) {
    bucket.put(key, content, metadata);
  }
}
