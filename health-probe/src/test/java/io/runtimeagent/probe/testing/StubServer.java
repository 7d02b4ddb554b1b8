package io.runtimeagent.probe.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A server on the loopback that keeps what it is asked and answers in the order in which it was
/// told, then 200 for ever.
public final class StubServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Consumer<Request> onRequest = _ -> {};

  /// What it was asked. Header names are in lower case.
  public record Request(String method, String path, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// What it does with one request.
  public sealed interface Reply {
    record Answer(int status, Map<String, String> headers, String body) implements Reply {}

    /// The connection ends without an answer.
    record HangUp() implements Reply {}

    /// No answer comes until the server is closed.
    record Silence() implements Reply {}

    static Reply of(int status) {
      return new Answer(status, Map.of(), "");
    }

    static Reply of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  private StubServer(HttpServer server) {
    this.server = server;
  }

  public static StubServer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      StubServer stub = new StubServer(HttpServer.create(address, 0));
      stub.server.setExecutor(stub.threads);
      stub.server.createContext("/", stub::handle);
      stub.server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException("no stub server", e);
    }
  }

  public StubServer replying(Reply... next) {
    replies.addAll(List.of(next));
    return this;
  }

  /// Answers 200 from now on.
  public void recover() {
    replies.clear();
  }

  /// Called with each request before it is answered.
  public void onRequest(Consumer<Request> action) {
    onRequest = action;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public Request last() {
    return requests.getLast();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().toString();
      Request request = new Request(exchange.getRequestMethod(), path, headers, body);
      requests.add(request);
      onRequest.accept(request);
      Reply next = replies.poll();
      reply(exchange, next == null ? Reply.of(200) : next);
    }
  }

  private void reply(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Answer(int status, Map<String, String> headers, String body) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Reply.HangUp() -> {}
      case Reply.Silence() -> awaitClosing();
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
