package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.ObjectStoreContract;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.WithServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// What is asked of every store, of S3 as MinIO has it.
@WithServer(MinioServer.class)
class ITS3Store extends ObjectStoreContract {
  private final MinioBucket bucket;

  ITS3Store(MinioServer server) {
    bucket = new MinioBucket(server, "contract");
  }

  @BeforeEach
  void createBucket() {
    bucket.createIfAbsent();
  }

  @Override
  protected ObjectStore openStore() {
    bucket.createIfAbsent();
    return bucket.open();
  }

  /// MinIO takes no notice of the condition; S3 does.
  @Override
  public boolean deletesConditionally() {
    return false;
  }

  @Override
  public void putForeign(ObjectKey key, byte[] content, Map<String, String> metadata) {
    var headers = new HashMap<String, String>();
    metadata.forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
    assertThat(bucket.send("PUT", key, headers, content).statusCode()).isEqualTo(200);
  }
}
