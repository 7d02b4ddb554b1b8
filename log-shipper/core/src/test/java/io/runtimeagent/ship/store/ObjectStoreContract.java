package io.runtimeagent.ship.store;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Everything that is asked of a store. A store's test says how to open it and how others put
/// objects there; no capability may be weaker on one store than on another.
///
/// Each test works below a key prefix of its own, so one place serves all of them.
public abstract class ObjectStoreContract
    implements WriteContract,
        AppendContract,
        RaceContract,
        ReadContract,
        KeyContract,
        ListContract,
        ForeignContract {
  private final String prefix = "contract/" + UUID.randomUUID() + "/";
  private ObjectStore store;
  private ObjectStore otherStore;

  /// Opens the store; every call onto the same place, as every agent would. Closed after the test.
  protected abstract ObjectStore openStore() throws Exception;

  @Override
  public abstract void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata)
      throws Exception;

  @Override
  public boolean keepsRecords() {
    return true;
  }

  @Override
  public boolean deletesConditionally() {
    return true;
  }

  @Override
  public int raceRounds() {
    return 20;
  }

  @BeforeEach
  void openStores() throws Exception {
    store = openStore();
    otherStore = openStore();
  }

  @AfterEach
  void closeStores() {
    store.close();
    otherStore.close();
  }

  @Override
  public final ObjectStore store() {
    return store;
  }

  @Override
  public final ObjectStore otherStore() {
    return otherStore;
  }

  @Override
  public final ObjectKey key(String name) {
    return new ObjectKey(prefix + name);
  }
}
