package io.runtimeagent.ship.testing;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Azurite: Azure Blob Storage with its one well-known account.
public final class AzuriteServer extends TestServer {
  /// The account and key that every Azurite has; they protect nothing.
  public static final String ACCOUNT = "devstoreaccount1";

  public static final String ACCOUNT_KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final byte[] NOTHING = {};

  private final SharedKey signature = new SharedKey(ACCOUNT, ACCOUNT_KEY, InstantSource.system());

  private AzuriteServer() {
    super("azurite");
  }

  /// Installs it if need be, starts it and waits until it is ready.
  public static AzuriteServer start() {
    AzuriteServer server = new AzuriteServer();
    server.launch();
    return server;
  }

  /// [#endpoint()] with the account as the first part of the path, as an emulator has it.
  public String accountEndpoint() {
    return endpoint() + "/" + ACCOUNT;
  }

  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
        .formatted(ACCOUNT, ACCOUNT_KEY, accountEndpoint());
  }

  /// Creates a container.
  @Override
  public void createBucket(String container) {
    String path = "/" + ACCOUNT + "/" + container + "?restype=container";
    expect(send("PUT", path, Map.of(), NOTHING), 201);
  }

  /// On disk, not in memory: a restart has to find the blobs again.
  @Override
  List<String> command(Path executable) {
    return List.of(
        executable.toString(),
        "--silent",
        "--skipApiVersionCheck",
        "--disableTelemetry",
        "--blobHost",
        "127.0.0.1",
        "--blobPort",
        String.valueOf(port()),
        "--location",
        dataDirectory().toString());
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  String readinessPath() {
    return "/";
  }

  @Override
  Map<String, String> sign(StoreRequest request) {
    return signature.sign(request);
  }
}
