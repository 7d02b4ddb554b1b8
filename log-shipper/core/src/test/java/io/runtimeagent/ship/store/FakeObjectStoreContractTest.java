package io.runtimeagent.ship.store;

import java.util.Map;

class FakeObjectStoreContractTest extends ObjectStoreContract {
  private final FakeBucket bucket = FakeBucket.create();

  @Override
  protected ObjectStore openStore() {
    return new FakeObjectStore(bucket);
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) {
    bucket.putForeign(key, content, metadata);
  }
}
