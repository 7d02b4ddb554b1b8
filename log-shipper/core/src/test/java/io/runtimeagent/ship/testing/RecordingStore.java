package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A store that keeps what it was sent and says so: the other side of a proxy under test.
final class RecordingStore implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> received = new CopyOnWriteArrayList<>();

  private RecordingStore(HttpServer server) {
    this.server = server;
  }

  static RecordingStore start() throws IOException {
    RecordingStore store = new RecordingStore(HttpServer.create(LoopbackPort.address(0), 0));
    store.server.setExecutor(store.threads);
    store.server.createContext("/", store::answer);
    store.server.start();
    return store;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Method, `Host` and body of each request.
  List<String> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  /// Answers `GET /chunked` in chunks, everything else with a length.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String host = exchange.getRequestHeaders().getFirst("Host");
      String method = exchange.getRequestMethod();
      received.add(method + " " + host + " " + body);
      byte[] answer = ("stored " + body).getBytes(UTF_8);
      boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
      if (method.equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(200, chunked ? 0 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
