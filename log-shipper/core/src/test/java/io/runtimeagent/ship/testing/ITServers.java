package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each server starts, keeps what it was given over a restart, and refuses a write whose condition
/// does not hold.
class ITServers {
  private static final byte[] FIRST = "first\n".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  @Test
  void minio_keepsObjectsOverARestart() {
    try (MinioServer server = MinioServer.start()) {
      server.createBucket("logs");
      assertThat(put(server, "/logs/dag/1.log", Map.of("If-None-Match", "*"))).isEqualTo(200);
      server.restart();
      assertThat(put(server, "/logs/dag/1.log", Map.of("If-None-Match", "*"))).isEqualTo(412);
      assertThat(read(server, "/logs/dag/1.log")).isEqualTo(FIRST);
    }
  }

  @Test
  void azurite_keepsBlobsOverARestart() {
    try (AzuriteServer server = AzuriteServer.start()) {
      server.createBucket("logs");
      String blob = "/" + AzuriteServer.ACCOUNT + "/logs/dag/1.log";
      Map<String, String> create = Map.of("x-ms-blob-type", "BlockBlob", "If-None-Match", "*");
      assertThat(put(server, blob, create)).isEqualTo(201);
      server.restart();
      assertThat(put(server, blob, create)).isEqualTo(409);
      assertThat(read(server, blob)).isEqualTo(FIRST);
    }
  }

  @Test
  void gcs_keepsObjectsOverARestart() {
    try (GcsServer server = GcsServer.start()) {
      server.createBucket("logs");
      String create = "/upload/storage/v1/b/logs/o?uploadType=media&name=1.log&ifGenerationMatch=0";
      assertThat(server.send("POST", create, Map.of(), FIRST).statusCode()).isEqualTo(200);
      byte[] attributes = read(server, "/storage/v1/b/logs/o/1.log");
      server.restart();
      assertThat(server.send("POST", create, Map.of(), FIRST).statusCode()).isEqualTo(412);
      assertThat(read(server, "/storage/v1/b/logs/o/1.log")).isEqualTo(attributes);
      assertThat(read(server, "/storage/v1/b/logs/o/1.log?alt=media")).isEqualTo(FIRST);
    }
  }

  @Test
  void killedMinio_losesNoAnsweredWrite() {
    try (MinioServer server = MinioServer.start()) {
      server.createBucket("logs");
      assertThat(put(server, "/logs/1.log", Map.of())).isEqualTo(200);
      server.kill();
      server.restart();
      assertThat(read(server, "/logs/1.log")).isEqualTo(FIRST);
    }
  }

  private static int put(TestServer server, String path, Map<String, String> headers) {
    return server.send("PUT", path, headers, FIRST).statusCode();
  }

  private static byte[] read(TestServer server, String path) {
    HttpResponse<byte[]> response = server.send("GET", path, Map.of(), NOTHING);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
