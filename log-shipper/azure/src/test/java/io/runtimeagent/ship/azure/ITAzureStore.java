package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.ObjectStoreContract;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.testing.AzuriteServer;
import io.runtimeagent.ship.testing.WithServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

@WithServer(AzuriteServer.class)
class ITAzureStore extends ObjectStoreContract {
  private final AzuriteServer server;
  private final String container = "logs-" + UUID.randomUUID();

  ITAzureStore(AzuriteServer server) {
    this.server = server;
  }

  @BeforeEach
  void createContainer() {
    server.createBucket(container);
  }

  @Override
  protected ObjectStore openStore() {
    return new AzureStore(
        new AzureSettings(
            Optional.empty(),
            container,
            new AzureLogin.ConnectionString(server.connectionString())),
        InstantSource.system(),
        RequestListener.NOOP);
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) {
    var headers = new HashMap<String, String>();
    headers.put("x-ms-blob-type", "BlockBlob");
    metadata.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
    BlobAddress address = BlobAddress.of(URI.create("/"), container, "");
    String path = "/" + AzuriteServer.ACCOUNT + address.blob(key, "");
    assertThat(server.send("PUT", path, headers, content).statusCode()).isEqualTo(201);
  }
}
