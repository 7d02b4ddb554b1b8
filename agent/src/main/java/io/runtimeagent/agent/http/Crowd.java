package io.runtimeagent.agent.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;

/// Bounds how many connections are open, and while all places are taken gives up whoever says
/// nothing. Jetty's limit alone gives up only who was connected when it was reached: of many that
/// come at once it had accepted the last ones, or all, but not connected them yet.
final class Crowd implements Connection.Listener {
  /// How long a connection may say nothing while all places are taken: less than a scraper waits.
  private static final long IDLE_MILLIS = 300;

  private final NetworkConnectionLimit limit;

  private Crowd(NetworkConnectionLimit limit) {
    this.limit = limit;
  }

  /// Lets no more than `places` connections be open on a connector that has not started.
  static void limit(ServerConnector connector, int places) {
    var limit = new NetworkConnectionLimit(places, connector);
    limit.setEndPointIdleTimeout(IDLE_MILLIS);
    connector.addBean(new Crowd(limit));
    connector.getServer().addBean(limit);
  }

  @Override
  public void onOpened(Connection connection) {
    if (full()) {
      connection.getEndPoint().setIdleTimeout(IDLE_MILLIS);
    }
  }

  private boolean full() {
    // A connection turns from pending to open: read in this order, none is missed in between.
    int pending = limit.getPendingNetworkConnectionCount();
    return pending + limit.getNetworkConnectionCount() >= limit.getMaxNetworkConnectionCount();
  }
}
