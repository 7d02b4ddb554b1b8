package io.runtimeagent.ship.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.ObjectStoreContract;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreContractTest extends ObjectStoreContract {
  private final Path folder;

  FolderStoreContractTest(@TempDir(factory = MemoryFolder.class) Path folder) {
    this.folder = folder;
  }

  @Override
  protected ObjectStore openStore() {
    return new FolderStore(folder, ".runtime-agent/", InstantSource.system(), RequestListener.NOOP);
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata)
      throws IOException {
    Path file = folder.resolve(key.value());
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    var attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    for (var field : metadata.entrySet()) {
      attributes.write(field.getKey(), ByteBuffer.wrap(field.getValue().getBytes(US_ASCII)));
    }
  }
}
