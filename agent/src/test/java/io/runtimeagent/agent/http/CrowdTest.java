package io.runtimeagent.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdTest {
  /// Longer than any test waits.
  private static final Duration UNCROWDED_IDLE = Duration.ofMinutes(5);

  private final Server server = new Server();
  private final ServerConnector connector =
      new ServerConnector(server, 1, 1, new HttpConnectionFactory());

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(UNCROWDED_IDLE.toMillis());
    Crowd.limit(connector, 1);
    server.addConnector(connector);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  /// The one that takes the last place is not connected yet when the limit is reached.
  @Test
  void silentClientInTheLastPlace_losesIt() throws Exception {
    try (var idle = new Socket("127.0.0.1", connector.getLocalPort())) {
      idle.setSoTimeout(60_000);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }
}
