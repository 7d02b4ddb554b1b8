package io.runtimeagent.agent.http;

import io.runtimeagent.agent.web.WebConfigException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Listens on the configured port from `start` until `close`. A port that is taken is tried again
/// and again; nothing else waits for it.
public final class HttpFace implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(HttpFace.class.getName());

  /// How often the web configuration is looked at.
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final HttpConfig config;
  private final List<Route> routes;
  private final HttpFigures figures;
  private final WebConfigWatch web;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<Listening> listening = new CompletableFuture<>();

  public HttpFace(HttpConfig config, List<Route> routes, HttpFigures figures) {
    this.config = config;
    this.routes = List.copyOf(routes);
    this.figures = figures;
    this.web = new WebConfigWatch(config.webConfigFile());
  }

  public void start() {
    Thread.ofVirtual().name("http-watch").start(this::work);
  }

  /// Where it listens, as soon as it does.
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(listening.getNow(null)).map(Listening::address);
  }

  @Override
  public void close() {
    closing.countDown();
    Listening open = listening.getNow(null);
    if (open != null) {
      stop(open);
    }
  }

  private void work() {
    try {
      while (!listen()) {
        if (closes(config.retryAfter())) {
          return;
        }
      }
      while (config.webConfigFile().isPresent() && !closes(LOOK)) {
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closes(Duration within) throws InterruptedException {
    return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Takes over what changed in the web configuration.
  void look() {
    if (web.look()) {
      web.get().tls().ifPresent(tls -> listening.join().change(tls));
    }
  }

  private boolean listen() {
    try {
      web.load();
      Listening created = Listening.on(config, web);
      created.server().setHandler(new Dispatcher(routes, web));
      created.server().setRequestLog((_, response) -> count(response.getStatus()));
      start(created);
      listening.complete(created);
      if (closing.getCount() == 0) {
        stop(created);
      }
      logger.log(Level.INFO, "Listening on {0}.", created.address());
      return true;
    } catch (IOException | WebConfigException e) {
      figures.bindFailed();
      logger.log(
          Level.WARNING,
          "Cannot listen on {0}:{1} ({2}); trying again in {3} s.",
          config.host(),
          Integer.toString(config.port()),
          e.getMessage(),
          config.retryAfter().toSeconds());
      return false;
    }
  }

  private void count(int status) {
    if (status >= 400) {
      figures.refused(status);
    }
  }

  private static void start(Listening created) throws IOException {
    try {
      created.server().start();
    } catch (Exception e) {
      // Jetty's life cycle declares no narrower one; whatever it is, the port is tried again.
      stop(created);
      throw e instanceof IOException io ? io : new IOException(e.toString(), e);
    }
  }

  private static void stop(Listening open) {
    try {
      open.server().stop();
    } catch (Exception e) {
      // Jetty's life cycle declares no narrower one; nothing else may fail over it.
      logger.log(Level.WARNING, "The HTTP port was not closed well.", e);
    }
  }
}
