package io.runtimeagent.ship.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers as it is told, in turn, whatever is asked; then 200 with nothing.
final class StubGcs implements AutoCloseable {
  static final GcsPatience HASTE =
      new GcsPatience(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMillis(500));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private StubGcs(HttpServer server) {
    this.server = server;
  }

  static StubGcs start() throws IOException {
    var stub =
        new StubGcs(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    stub.server.createContext("/", stub::handle);
    stub.server.setExecutor(stub.threads);
    stub.server.start();
    return stub;
  }

  /// What is answered to one request once its body is there.
  sealed interface Reply {
    record Answer(int status, Map<String, String> headers, String body) implements Reply {}

    /// The connection is closed without an answer.
    record Drop() implements Reply {}

    /// The answer comes before the body was read.
    record Unread(int status) implements Reply {}

    /// No answer, and nothing taken.
    record Silence() implements Reply {}
  }

  /// `bodyBytes` is what arrived; `whole` whether that was all that was announced.
  record Request(
      String method, URI uri, Map<String, List<String>> headers, long bodyBytes, boolean whole) {}

  StubGcs reply(int status, String body) {
    return reply(new Reply.Answer(status, Map.of(), body));
  }

  StubGcs reply(Reply reply) {
    replies.add(reply);
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  GcsSettings settings(GcsAccess access) {
    return new GcsSettings("logs", "base/", Optional.of(endpoint()), Optional.empty(), access);
  }

  GcsStore open() {
    return open(GcsAccess.of(new GcsCredentials.Anonymous()), RequestListener.NOOP);
  }

  GcsStore open(GcsAccess access, RequestListener listener) {
    return new GcsStore(settings(access), HASTE, listener, InstantSource.system());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Reply reply = replies.peek();
    try (exchange) {
      if (!(reply instanceof Reply.Silence || reply instanceof Reply.Unread)) {
        requests.add(received(exchange));
        reply = replies.poll();
      }
      switch (reply) {
        case null -> exchange.sendResponseHeaders(200, -1);
        case Reply.Answer(int status, Map<String, String> headers, String body) -> {
          headers.forEach(exchange.getResponseHeaders()::add);
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        }
        case Reply.Unread(int status) -> exchange.sendResponseHeaders(status, -1);
        case Reply.Drop() -> {}
        case Reply.Silence() -> silence();
      }
    }
  }

  private static Request received(HttpExchange exchange) {
    long announced =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length"))
            .map(Long::parseLong)
            .orElse(0L);
    long bytes = 0;
    byte[] piece = new byte[8192];
    try {
      int read = exchange.getRequestBody().read(piece);
      while (read > 0) {
        bytes += read;
        read = exchange.getRequestBody().read(piece);
      }
    } catch (IOException expected) {
      // The client broke off.
    }
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        Map.copyOf(exchange.getRequestHeaders()),
        bytes,
        bytes == announced);
  }

  private static void silence() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
