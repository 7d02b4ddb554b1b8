package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Signatures that cover the address stay valid through the proxy.
@WithServer({MinioServer.class, AzuriteServer.class, GcsServer.class})
class ITFaultProxy {
  private static final byte[] CONTENT = "a\n".getBytes(UTF_8);

  @Test
  void minio_acceptsWhatWasSignedForTheProxy(MinioServer server) throws Exception {
    server.createBucket("through-a-proxy");
    assertThat(put(server, "/through-a-proxy/1.log", Map.of())).isEqualTo(200);
  }

  @Test
  void azurite_acceptsWhatWasSignedForTheProxy(AzuriteServer server) throws Exception {
    server.createBucket("through-a-proxy");
    String path = "/" + AzuriteServer.ACCOUNT + "/through-a-proxy/1.log";
    assertThat(put(server, path, Map.of("x-ms-blob-type", "BlockBlob"))).isEqualTo(201);
  }

  @Test
  void gcs_acceptsWhatWasSentToTheProxy(GcsServer server) throws Exception {
    server.createBucket("through-a-proxy");
    String path = "/upload/storage/v1/b/through-a-proxy/o?uploadType=media&name=1.log";
    assertThat(send(server, path, Map.of(), "POST")).isEqualTo(200);
  }

  private static int put(TestServer server, String path, Map<String, String> headers)
      throws Exception {
    return send(server, path, headers, "PUT");
  }

  private static int send(
      TestServer server, String path, Map<String, String> headers, String method) throws Exception {
    RandomGenerator random = RandomGenerator.getDefault();
    try (FaultProxy proxy = FaultProxy.start(server.endpoint(), ProxyPlan.healthy(), random)) {
      URI uri = URI.create(proxy.endpoint() + path);
      int status = server.exchange(new StoreRequest(method, uri, headers, CONTENT)).statusCode();
      assertThat(proxy.requests()).isEqualTo(1);
      return status;
    }
  }
}
