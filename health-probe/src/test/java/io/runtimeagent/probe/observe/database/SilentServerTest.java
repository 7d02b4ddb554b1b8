package io.runtimeagent.probe.observe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ScheduleFallback;
import io.runtimeagent.probe.observe.Supervised;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What listens where the database should be, and is none.
class SilentServerTest {
  private static final ScheduleFallback NOTHING = new ScheduleFallback("", "utc");

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void serverThatSaysNothing_isATimeout(String dialect) throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Observed.Failed failed = ask(dialect, silent.getLocalPort(), Duration.ofMillis(500));
      assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void serverOfAnotherKind_isAFailureAtOnce(String dialect)
      throws IOException, InterruptedException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> talkHttp(other));
      Observed.Failed failed = ask(dialect, other.getLocalPort(), Duration.ofSeconds(30));
      assertThat(failed.kind()).isNotEqualTo(Kind.TIMEOUT);
      assertThat(failed.words()).doesNotContain("s3cret");
    }
  }

  private static Observed.Failed ask(String dialect, int port, Duration patience)
      throws InterruptedException {
    String conn = "%s://u:s3cret@127.0.0.1:%d/airflow".formatted(dialect, port);
    try (Observer observer = new Supervised(RecordedDatabase.observer(conn, NOTHING), patience)) {
      Observed observed = observer.observe();
      assertThat(observed).isInstanceOf(Observed.Failed.class);
      return (Observed.Failed) observed;
    }
  }

  private static void talkHttp(ServerSocket server) {
    List<Socket> clients = new ArrayList<>();
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        clients.add(client);
        client.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        client.close();
      }
    } catch (IOException expected) {
      // The test is over.
      assertThat(clients).isNotNull();
    }
  }
}
