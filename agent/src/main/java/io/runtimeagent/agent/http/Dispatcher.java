package io.runtimeagent.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.runtimeagent.agent.http.Route.Readers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// Finds what stands at a path, checks who asks, and sends the answer.
final class Dispatcher implements HttpHandler {
  private static final System.Logger logger = System.getLogger(Dispatcher.class.getName());

  /// More requests at one time are turned away: a scraper or two, some probes, some people.
  static final int CONCURRENT = 16;

  private static final int WORTH_COMPRESSING = 1_024;

  private final Map<String, Route> routes;
  private final Semaphore slots = new Semaphore(CONCURRENT);

  Dispatcher(List<Route> routes) {
    this.routes = routes.stream().collect(Collectors.toMap(Route::path, Function.identity()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean mine = slots.tryAcquire();
    try (exchange) {
      send(exchange, mine ? answer(exchange) : Answer.text(503, "Too many requests at one time."));
    } finally {
      if (mine) {
        slots.release();
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    Route route = routes.get(exchange.getRequestURI().getRawPath());
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "Only GET and HEAD: nothing can be changed here.");
    }
    if (route == null) {
      return Answer.text(404, "There is nothing here. Try /metrics, /-/healthy or /-/ready.");
    }
    if (route.readers() == Readers.LOOPBACK
        && !exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
      return Answer.text(
          403,
          "This names DAGs and errors, so it answers clients on the loopback only"
              + " (kubectl port-forward), unless http_status_public is true.");
    }
    return read(route, exchange.getRequestHeaders());
  }

  private static Answer read(Route route, Headers headers) {
    try {
      return route.resource().get(Objects.requireNonNullElse(headers.getFirst("Accept"), ""));
    } catch (RuntimeException e) {
      logger.log(Level.ERROR, "The answer for " + route.path() + " could not be made.", e);
      return Answer.text(500, "The answer could not be made; the agent's log says why.");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Vary", "Accept, Accept-Encoding");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (body.length >= WORTH_COMPRESSING && acceptsGzip(exchange)) {
      headers.set("Content-Encoding", "gzip");
      body = compressed(body);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    List<String> accepted = exchange.getRequestHeaders().get("Accept-Encoding");
    return accepted != null
        && accepted.stream()
            .flatMap(value -> List.of(value.split(",")).stream())
            .map(String::strip)
            .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches(".*;\\s*q=0(\\.0*)?"));
  }

  private static byte[] compressed(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream(body.length / 4);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
