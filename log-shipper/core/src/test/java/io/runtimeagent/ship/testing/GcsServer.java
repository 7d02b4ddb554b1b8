package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Google Cloud Storage's JSON API: fake-gcs-server behind the project's own guard of
/// preconditions.
///
/// It asks nobody who they are. `testing/servers/README.md` says where it differs from the real
/// one.
public final class GcsServer extends TestServer {
  /// Any project would do.
  public static final String PROJECT = "runtime-agent";

  private GcsServer() {
    super("gcs");
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static GcsServer start() {
    GcsServer server = new GcsServer();
    server.launch();
    return server;
  }

  @Override
  public void createBucket(String bucket) {
    byte[] body = "{\"name\": \"%s\"}".formatted(bucket).getBytes(UTF_8);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    expect(send("POST", "/storage/v1/b?project=" + PROJECT, headers, body), 200);
  }

  @Override
  List<String> command(Path executable) {
    return List.of(
        executable.toString(),
        "-address",
        "127.0.0.1:" + port(),
        "-state",
        dataDirectory().resolve("state").toString());
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  String readinessPath() {
    return "/_internal/healthcheck";
  }

  @Override
  Map<String, String> sign(StoreRequest request) {
    return request.headers();
  }
}
