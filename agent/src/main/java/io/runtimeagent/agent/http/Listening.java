package io.runtimeagent.agent.http;

import io.runtimeagent.agent.web.Tls;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A server on one port, bounded in every direction, so that whatever comes in delays nothing else
/// that this process does.
final class Listening {
  private static final int THREADS = 8;
  private static final int CONNECTIONS = 64;
  private static final int WAITING_CONNECTIONS = 256;
  private static final int HEADER_BYTES = 16 * 1_024;
  private static final long IDLE_MILLIS = 30_000;

  /// Bytes per second below which a body is not waited for.
  private static final long SLOWEST = 1_024;

  private final Server server;
  private final ServerConnector connector;
  private final Optional<TlsContext> tls;

  private Listening(Server server, ServerConnector connector, Optional<TlsContext> tls) {
    this.server = server;
    this.connector = connector;
    this.tls = tls;
  }

  /// A server that does not listen yet.
  static Listening on(HttpConfig config, WebConfigWatch web) {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("http");
    threads.setDaemon(true);
    var server = new Server(threads);
    Optional<TlsContext> tls = web.get().tls().map(TlsContext::new);
    ServerConnector connector = connector(server, tls);
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.addBean(new Latecomers(connector.getScheduler()));
    Crowd.limit(connector, CONNECTIONS);
    server.addConnector(connector);
    server.setErrorHandler(new Errors());
    return new Listening(server, connector, tls);
  }

  private static ServerConnector connector(Server server, Optional<TlsContext> tls) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setMinRequestDataRate(SLOWEST);
    http.setMinResponseDataRate(SLOWEST);
    if (tls.isEmpty()) {
      return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    }
    // Scrapers come by address: there is no server name to check.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server,
        1,
        1,
        new SslConnectionFactory(tls.get().factory(), "http/1.1"),
        new HttpConnectionFactory(http));
  }

  Server server() {
    return server;
  }

  void change(Tls fresh) {
    tls.ifPresent(context -> context.change(fresh));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }
}
