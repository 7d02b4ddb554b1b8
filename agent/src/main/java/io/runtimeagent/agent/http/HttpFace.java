package io.runtimeagent.agent.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Listens on the configured port from `start` until `close`. A port that is taken is tried again
/// and again; nothing else waits for it.
public final class HttpFace implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(HttpFace.class.getName());
  private static final int WAITING_CONNECTIONS = 32;

  private final HttpConfig config;
  private final List<Route> routes;
  private final Runnable bindFailed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<HttpServer> server = new CompletableFuture<>();
  private final ExecutorService requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());

  /// `bindFailed` is told of each attempt to listen that failed.
  public HttpFace(HttpConfig config, List<Route> routes, Runnable bindFailed) {
    this.config = config;
    this.routes = List.copyOf(routes);
    this.bindFailed = bindFailed;
  }

  public void start() {
    bound();
    if (!listen()) {
      Thread.ofVirtual().name("http-bind").start(this::keepTrying);
    }
  }

  /// Where it listens, as soon as it does.
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(server.getNow(null)).map(HttpServer::getAddress);
  }

  @Override
  public void close() {
    closing.countDown();
    HttpServer listening = server.getNow(null);
    if (listening != null) {
      listening.stop(0);
    }
    requests.shutdownNow();
  }

  private void keepTrying() {
    try {
      do {
        if (closing.await(config.retryAfter().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } while (!listen());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean listen() {
    try {
      var address = new InetSocketAddress(config.host(), config.port());
      HttpServer created = HttpServer.create(address, WAITING_CONNECTIONS);
      created.setExecutor(requests);
      created.createContext("/", new Dispatcher(routes));
      created.start();
      server.complete(created);
      logger.log(Level.INFO, "Listening on {0}.", created.getAddress());
      return true;
    } catch (IOException | IllegalArgumentException e) {
      bindFailed.run();
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

  /// Limits of the JDK's server, which it takes from system properties when it is first used.
  private static void bound() {
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "30");
    limit("sun.net.httpserver.maxReqHeaders", "64");
    limit("sun.net.httpserver.maxReqHeaderSize", "16384");
    limit("sun.net.httpserver.maxIdleConnections", "16");
    limit("sun.net.httpserver.idleInterval", "30");
    limit("sun.net.httpserver.nodelay", "true");
    limit("jdk.httpserver.maxConnections", "64");
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
