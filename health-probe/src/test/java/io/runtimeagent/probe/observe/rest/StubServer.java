package io.runtimeagent.probe.observe.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A web server of which a test decides every answer.
final class StubServer implements AutoCloseable {
  /// Answers one request, or does not.
  interface Behaviour {
    void handle(HttpExchange exchange) throws IOException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile Behaviour behaviour;
  private @Nullable HttpServer server;

  private StubServer(HttpServer server, Behaviour behaviour) {
    this.server = server;
    this.port = server.getAddress().getPort();
    this.behaviour = behaviour;
  }

  static StubServer start(Behaviour behaviour) {
    StubServer stub = new StubServer(bind(0), behaviour);
    stub.serve();
    return stub;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Method and path with query of all requests so far.
  List<String> requests() {
    return List.copyOf(requests);
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  void stop() {
    Objects.requireNonNull(server).stop(0);
    server = null;
  }

  void restart() {
    server = bind(port);
    serve();
  }

  @Override
  public void close() {
    if (server != null) {
      stop();
    }
    threads.shutdownNow();
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void serve() {
    HttpServer running = Objects.requireNonNull(server);
    running.setExecutor(threads);
    running.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            behaviour.handle(exchange);
          }
        });
    running.start();
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
