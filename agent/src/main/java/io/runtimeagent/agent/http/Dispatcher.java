package io.runtimeagent.agent.http;

import io.runtimeagent.agent.http.Door.Visitor;
import io.runtimeagent.agent.web.WebConfig;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Finds what stands at a path, checks who asks, and sends the answer.
final class Dispatcher extends Handler.Abstract {
  private static final System.Logger logger = System.getLogger(Dispatcher.class.getName());

  /// More answers are not made at one time: a scraper or two, some probes, some people.
  static final int CONCURRENT = 8;

  private final Map<String, Route> routes;
  private final Supplier<WebConfig> config;
  private final Door door = new Door();
  private final Semaphore slots = new Semaphore(CONCURRENT);

  Dispatcher(List<Route> routes, Supplier<WebConfig> config) {
    this.routes = routes.stream().collect(Collectors.toMap(Route::path, Function.identity()));
    this.config = config;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    WebConfig now = config.get();
    Replies.send(answer(request, now), now.headers(), new Replies.To(request, response, callback));
    return true;
  }

  private Answer answer(Request request, WebConfig now) {
    if (!slots.tryAcquire()) {
      return Answer.text(503, "Too many requests at one time.");
    }
    try {
      return allowed(request, now);
    } finally {
      slots.release();
    }
  }

  private Answer allowed(Request request, WebConfig now) {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      return Answer.text(405, "Only GET and HEAD: nothing can be changed here.")
          .with("Allow", "GET, HEAD");
    }
    if (!ClientNames.allowed(request, now)) {
      return Answer.text(403, "The client's certificate has none of the names that are allowed.");
    }
    @Nullable Route route = routes.get(request.getHttpURI().getPath());
    if (route == null) {
      return Answer.text(404, "There is nothing here. Try /, /metrics, /-/healthy or /-/ready.");
    }
    Optional<Answer> refusal =
        door.refusal(
            route.readers(),
            visitor(request),
            request.getHeaders().get(HttpHeader.AUTHORIZATION),
            now);
    return refusal.orElseGet(() -> read(route, request));
  }

  private static Visitor visitor(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress ip
            && ip.getAddress() != null
            && ip.getAddress().isLoopbackAddress()
        ? Visitor.LOCAL
        : Visitor.REMOTE;
  }

  private static Answer read(Route route, Request request) {
    String accept = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.ACCEPT), "");
    try {
      return route.resource().get(accept);
    } catch (RuntimeException e) {
      logger.log(Level.ERROR, "The answer for " + route.path() + " could not be made.", e);
      return Answer.text(500, "The answer could not be made; the agent's log says why.");
    }
  }
}
