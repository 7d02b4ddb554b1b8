package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.ObjectStoreContract;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// A folder on a file system that has no extended attributes: every object counts as foreign.
class BareFolderStoreContractTest extends ObjectStoreContract {
  private final Path folder;

  BareFolderStoreContractTest(@TempDir(factory = MemoryFolder.class) Path folder) {
    this.folder = folder;
  }

  @Override
  protected ObjectStore openStore() {
    return new FolderStore(
        new Layout(folder, "sub/.runtime-agent/"),
        RecordAttribute.NONE,
        InstantSource.system(),
        RequestListener.NOOP);
  }

  @Override
  public boolean keepsRecords() {
    return false;
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata)
      throws IOException {
    Path file = folder.resolve(key.value());
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
