package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.ProxyFault.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What an HTTP client hides: the proxy seen from a socket.
class FaultProxyWireTest {
  private static final String PUT =
      "PUT /b/k HTTP/1.1\r\nHost: store\r\nContent-Length: 1\r\n\r\na";

  @Test
  void connection_servesPipelinedRequestsInOrder() throws Exception {
    ProxyFault unavailable = new ProxyFault.Answer(Moment.AFTER_COMMIT, CannedAnswer.plain(503));
    ProxyPlan plan = ProxyPlan.always(unavailable).times(1);
    try (RecordingStore store = RecordingStore.start();
        FaultProxy proxy = start(store.endpoint(), plan)) {
      String last = PUT.replace("Host", "Connection: close\r\nHost");
      String answers = exchange(proxy, PUT + PUT + last);
      assertThat(answers.split("HTTP/1.1 ", -1))
          .hasSize(4)
          .satisfies(all -> assertThat(all[1]).startsWith("503"))
          .satisfies(all -> assertThat(all[2]).startsWith("200").endsWith("stored a"))
          .satisfies(all -> assertThat(all[3]).startsWith("200").endsWith("stored a"));
      assertThat(store.received()).hasSize(3).containsOnly("PUT store a");
    }
  }

  @Test
  void cutResponse_withoutBody_breaksOffInTheHead() throws Exception {
    try (RecordingStore store = RecordingStore.start();
        FaultProxy proxy =
            start(store.endpoint(), ProxyPlan.always(new ProxyFault.CutResponse()))) {
      String answer = exchange(proxy, "HEAD /b/k HTTP/1.1\r\nHost: store\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\r\n\r\n");
    }
  }

  @Test
  void requestThatBreaksOff_isNotStored() throws Exception {
    try (RecordingStore store = RecordingStore.start();
        FaultProxy proxy = start(store.endpoint(), ProxyPlan.healthy())) {
      String answer = exchange(proxy, PUT.replace("Length: 1", "Length: 9"));
      assertThat(answer).isEmpty();
      assertThat(store.received()).isEmpty();
    }
  }

  @Test
  void storeThatAnswersBeforeTheBody_isHeard() throws Exception {
    try (ServerSocket hasty = new ServerSocket()) {
      hasty.bind(LoopbackPort.address(0));
      Thread.ofVirtual().start(() -> refuseOne(hasty));
      URI endpoint = URI.create("http://127.0.0.1:" + hasty.getLocalPort());
      try (FaultProxy proxy = start(endpoint, ProxyPlan.healthy())) {
        char[] body = new char[8 << 20];
        Arrays.fill(body, 'a');
        String head = PUT.substring(0, PUT.length() - 1).replace(": 1", ": " + body.length);
        assertThat(exchange(proxy, head + new String(body))).startsWith("HTTP/1.1 412 ");
      }
    }
  }

  private static FaultProxy start(URI store, ProxyPlan plan) {
    return FaultProxy.start(store, plan, RandomGenerator.getDefault());
  }

  private static String exchange(FaultProxy proxy, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", proxy.endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static void refuseOne(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      InputStream in = socket.getInputStream();
      HttpHead.read(in);
      String answer = "HTTP/1.1 412 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
