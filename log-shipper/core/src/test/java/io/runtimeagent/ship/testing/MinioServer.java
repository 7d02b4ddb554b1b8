package io.runtimeagent.ship.testing;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// MinIO: S3 with conditional writes that are atomic.
public final class MinioServer extends TestServer {
  /// Any region would do; MinIO takes the one that a client signs for if it is this one.
  public static final String REGION = "us-east-1";

  private static final String ACCESS_KEY = "runtime-agent";
  private static final String SECRET_KEY = "runtime-agent-secret";
  private static final byte[] NOTHING = {};

  private final SignatureV4 signature =
      new SignatureV4(ACCESS_KEY, SECRET_KEY, REGION, InstantSource.system());

  private MinioServer() {
    super("minio");
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static MinioServer start() {
    MinioServer server = new MinioServer();
    server.launch();
    return server;
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
  }

  @Override
  public void createBucket(String bucket) {
    expect(send("PUT", "/" + bucket, Map.of(), NOTHING), 200);
  }

  @Override
  List<String> command(Path executable) {
    Path data = dataDirectory();
    return List.of(
        executable.toString(),
        "server",
        "--quiet",
        "--certs-dir",
        data.resolve("certs").toString(),
        "--address",
        "127.0.0.1:" + port(),
        data.resolve("data").toString());
  }

  @Override
  Map<String, String> environment() {
    return Map.of(
        "MINIO_ROOT_USER",
        ACCESS_KEY,
        "MINIO_ROOT_PASSWORD",
        SECRET_KEY,
        "MINIO_BROWSER",
        "off",
        "MINIO_UPDATE",
        "off");
  }

  /// The list of buckets: the health page says ready while other requests still get 503.
  @Override
  String readinessPath() {
    return "/";
  }

  @Override
  Map<String, String> sign(StoreRequest request) {
    return signature.sign(request);
  }
}
