package io.runtimeagent.agent.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/// Closes a connection that has not brought a whole request in its first ten seconds: one that
/// sends a byte now and then would otherwise hold its place for ever.
final class Latecomers implements Connection.Listener {
  private static final long SECONDS = 10;

  private final Scheduler scheduler;

  Latecomers(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    scheduler.schedule(() -> closeIfSilent(connection), SECONDS, TimeUnit.SECONDS);
  }

  private static void closeIfSilent(Connection connection) {
    if (!(connection instanceof SslConnection) && connection.getMessagesIn() == 0) {
      connection.getEndPoint().close();
    }
  }
}
