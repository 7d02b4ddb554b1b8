package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An object store that runs for the time of a test, on a loopback port of its own.
///
/// [#stop()] and [#restart()] keep port and data, so that a test can take the store away and bring
/// it back.
public abstract sealed class TestServer implements AutoCloseable
    permits MinioServer, AzuriteServer, GcsServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private static final byte[] NOTHING = {};

  private final String name;
  private final int port;
  private final HttpClient client;
  private @Nullable ServerProcess process;

  TestServer(String name) {
    this.name = name;
    this.port = LoopbackPort.free();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_LIMIT)
            .build();
  }

  /// Where the server listens, without a path and without a slash at the end.
  public final URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public final int port() {
    return port;
  }

  /// What the server prints, for a person who looks into a failed test.
  public final Path logFile() {
    return ServerTools.outputFile(name + "-" + port + ".log");
  }

  /// The server's own process, for measuring it.
  public final long pid() {
    return running().pid();
  }

  /// Creates what the store calls a bucket or container.
  public abstract void createBucket(String bucket);

  /// Sends one request as the owner of the store; an independent look at what a test has stored.
  ///
  /// `pathAndQuery` is sent as it is, so it is already encoded.
  public final HttpResponse<byte[]> send(
      String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
    try {
      return exchange(
          new StoreRequest(method, URI.create(endpoint() + pathAndQuery), headers, body));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + pathAndQuery + " failed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + pathAndQuery + " was interrupted.", e);
    }
  }

  /// Takes the store away: clients see refused connections from now on.
  public final void stop() {
    running().stop();
    process = null;
  }

  /// The same as [#stop()], but the server gets no time to finish what it is doing.
  public final void kill() {
    running().kill();
    process = null;
  }

  /// Brings the store back with the data that it had, on the same port.
  public final void restart() {
    if (process != null) {
      stop();
    }
    launch();
  }

  /// Stops the server and deletes its data; the log stays.
  @Override
  public final void close() {
    if (process != null) {
      stop();
    }
    client.close();
    deleteData();
  }

  abstract List<String> command(Path executable);

  abstract Map<String, String> environment();

  /// A path that answers with less than 500 once the server is ready.
  abstract String readinessPath();

  /// The headers of the request with what proves who sends it.
  abstract Map<String, String> sign(StoreRequest request);

  final Path dataDirectory() {
    return ServerTools.outputFile(name + "-" + port);
  }

  final void launch() {
    Path executable = ServerTools.executable(name);
    try {
      Files.createDirectories(dataDirectory());
      process = ServerProcess.start(command(executable), environment(), logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started.", e);
    }
    if (!Await.within(START_LIMIT, () -> isReady() || !running().isAlive()) || !isReady()) {
      running().kill();
      throw new IllegalStateException(
          name + " does not answer at " + endpoint() + ":\n" + ServerTools.tail(logFile()));
    }
  }

  final void expect(HttpResponse<byte[]> response, int status) {
    if (response.statusCode() != status) {
      String body = new String(response.body(), UTF_8);
      throw new IllegalStateException(
          name + " answers " + response.statusCode() + " instead of " + status + ": " + body);
    }
  }

  private ServerProcess running() {
    return Objects.requireNonNull(process, name + " is not running");
  }

  /// Sends a signed request wherever its address says, such as to a proxy before this server.
  final HttpResponse<byte[]> exchange(StoreRequest request)
      throws IOException, InterruptedException {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(request.uri())
            .timeout(REQUEST_LIMIT)
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    sign(request).forEach(http::setHeader);
    return client.send(http.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private boolean isReady() {
    URI uri = URI.create(endpoint() + readinessPath());
    try {
      return exchange(new StoreRequest("GET", uri, Map.of(), NOTHING)).statusCode() < 500;
    } catch (IOException expected) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void deleteData() {
    try (Stream<Path> tree = Files.walk(dataDirectory())) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The data of " + name + " cannot be deleted.", e);
    }
  }
}
