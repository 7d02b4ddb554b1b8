package io.runtimeagent.ship.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.http.StubServer.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void send_twice_usesOneConnection() throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"));
        var connections = to(server)) {
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(text(connections, put("body"))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.asked().getLast().body()).isEqualTo("body");
      assertThat(server.asked().getLast().header("user-agent")).isEqualTo("test");
    }
  }

  @Test
  void send_whileAnotherIsRead_opensASecondConnection() throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"));
        var connections = to(server);
        HttpReply first = connections.send(get())) {
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(first.body().readAllBytes()).hasSize(5);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void reply_chunked_isPutTogether() throws IOException {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
    try (var server = StubServer.start(_ -> new Reply.Text(chunked));
        var connections = to(server)) {
      assertThat(text(connections, get())).isEqualTo("hello world");
      assertThat(text(connections, get())).isEqualTo("hello world");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void reply_untilClose_isReadToItsEnd() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.LastText("HTTP/1.0 200 OK\r\n\r\nhello"));
        var connections = to(server)) {
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void reply_thatAnnouncesClose_isNotFollowedByAnother() throws IOException {
    Map<String, String> close = Map.of("Connection", "close");
    try (var server = StubServer.start(_ -> StubServer.answer(200, close, "hello"));
        var connections = to(server)) {
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void reply_toHead_hasNoBodyWhateverItsLength() throws IOException {
    try (var server =
            StubServer.start(_ -> StubServer.answer(200, Map.of("Content-Length", "1000"), ""));
        var connections = to(server)) {
      var head = call("HEAD", HttpBody.NONE, LONG);
      try (HttpReply reply = connections.send(head)) {
        assertThat(reply.header("content-length")).contains("1000");
        assertThat(reply.body().readAllBytes()).isEmpty();
      }
      connections.send(head).close();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void reply_interim_isPassedOver() throws IOException {
    String text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nA: b\r\nA: c\r\n\r\n";
    try (var server = StubServer.start(_ -> new Reply.Text(text));
        var connections = to(server);
        HttpReply reply = connections.send(put("x"))) {
      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.header("a")).contains("b,c");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage\r\n\r\n",
        "HTTP/1.1 two hundred\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello, no end",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void reply_thatMakesNoSense_isAFailureAndIsNotAskedAgain(String answer) throws IOException {
    try (var server = StubServer.start(_ -> new Reply.LastText(answer));
        var connections = to(server)) {
      assertThatThrownBy(() -> text(connections, put("x"))).isInstanceOf(IOException.class);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void reply_withEndlessHeaders_isAFailure() throws IOException {
    String header = "A: " + "b".repeat(40_000) + "\r\n";
    try (var server = StubServer.start(_ -> new Reply.LastText("HTTP/1.1 200 OK\r\n" + header));
        var connections = to(server)) {
      assertThatThrownBy(() -> connections.send(get())).hasMessageContaining("too long");
    }
  }

  @Test
  void request_onAConnectionThatIsCutAfterwards_isSentOnceOnly() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.HangUp());
        var connections = to(server)) {
      for (String method : new String[] {"GET", "HEAD", "DELETE", "PUT", "POST"}) {
        assertThatThrownBy(() -> connections.send(call(method, HttpBody.NONE, LONG)))
            .isInstanceOf(IOException.class);
      }
      assertThat(server.asked()).hasSize(5);
    }
  }

  /// The server says 412 and stops listening while megabytes are still to come.
  @Test
  void reply_beforeTheBodyIsSent_isRead() throws IOException {
    String refusal = "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 4\r\n\r\nstop";
    try (var server = StubServer.start(_ -> new Reply.EarlyText(refusal));
        var connections = to(server);
        HttpReply reply = connections.send(call("PUT", zeros(50_000_000), LONG))) {
      assertThat(reply.status()).isEqualTo(412);
      assertThat(reply.body().readAllBytes()).hasSize(4);
    }
  }

  @Test
  void reply_ofSuccessBeforeTheBodyIsSent_isAFailure() throws IOException {
    String lie = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    try (var server = StubServer.start(_ -> new Reply.EarlyText(lie));
        var connections = to(server)) {
      assertThatThrownBy(() -> connections.send(call("PUT", zeros(50_000_000), LONG)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void server_thatDoesNotAnswer_isGivenUp() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.Silence("HTTP/1.1 200"));
        var connections = to(server)) {
      assertThatThrownBy(() -> connections.send(call("GET", HttpBody.NONE, SHORT)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void server_thatDoesNotRead_isGivenUp() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.Deafness());
        var connections = to(server)) {
      assertThatThrownBy(() -> connections.send(call("PUT", zeros(100_000_000), SHORT)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void body_thatFailsAtItsEnd_isNeverComplete() throws IOException {
    for (int length : new int[] {100, 20_000, 1_000_000}) {
      try (var server = StubServer.start(_ -> StubServer.answer(200, ""));
          var connections = to(server)) {
        assertThatThrownBy(() -> connections.send(call("PUT", failingAtItsEnd(length), LONG)))
            .isInstanceOf(BodyException.class);
        assertThat(server.asked()).isEmpty();
      }
    }
  }

  @Test
  void body_ofAnotherLength_isNeverComplete() throws IOException {
    for (int offBy : new int[] {-1, 1}) {
      try (var server = StubServer.start(_ -> StubServer.answer(200, ""));
          var connections = to(server)) {
        assertThatThrownBy(() -> connections.send(call("PUT", body(100, 100 + offBy), LONG)))
            .isInstanceOf(BodyException.class);
        assertThat(server.asked()).isEmpty();
      }
    }
  }

  @Test
  void server_thatIsNotThere_isNamed() throws IOException {
    int port;
    try (var server = StubServer.start(_ -> new Reply.HangUp())) {
      port = server.port();
    }
    try (var connections = connections(port, Optional.empty())) {
      assertThatThrownBy(() -> connections.send(get()))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void close_endsWhatIsUnderWay() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.Silence("HTTP/1.1 200 OK\r\n\r\nx"));
        var connections = to(server);
        HttpReply reply = connections.send(get())) {
      assertThat(reply.body().read()).isEqualTo('x');
      connections.close();
      assertThatThrownBy(() -> reply.body().read()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> connections.send(get())).hasMessageContaining("closed");
    }
  }

  @Test
  void retire_letsWhatIsUnderWayFinish() throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"));
        var connections = to(server);
        HttpReply reply = connections.send(get())) {
      connections.retire();
      assertThat(reply.body().readAllBytes()).hasSize(5);
    }
  }

  @Test
  void header_withALineEnd_isRefused() {
    assertThatThrownBy(
            () -> new HttpCall("GET", "/", Map.of("a", "b\r\nc: d"), HttpBody.NONE, LONG, LONG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HttpCall("GET", "/a b", Map.of(), HttpBody.NONE, LONG, LONG))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static HttpConnections to(StubServer server) {
    return connections(server.port(), Optional.empty());
  }

  static HttpConnections connections(int port, Optional<java.net.URI> proxy) {
    var route = new HttpRoute("127.0.0.1", port, Optional.empty(), proxy, Duration.ofSeconds(5));
    return new HttpConnections(route, "test").start();
  }

  static String text(HttpConnections connections, HttpCall call) throws IOException {
    try (HttpReply reply = connections.send(call)) {
      return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static HttpCall get() {
    return call("GET", HttpBody.NONE, LONG);
  }

  private static HttpCall put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return call("PUT", of(bytes.length, () -> new ByteArrayInputStream(bytes)), LONG);
  }

  private static HttpCall call(String method, HttpBody body, Duration timeout) {
    return new HttpCall(method, "/path?query", Map.of("host", "test"), body, timeout, LONG);
  }

  private static HttpBody zeros(int length) {
    return body(length, length);
  }

  private static HttpBody body(int said, int real) {
    return of(said, () -> new ByteArrayInputStream(new byte[real]));
  }

  private static HttpBody failingAtItsEnd(int length) {
    return of(length, () -> new FailingStream(length));
  }

  private static HttpBody of(long length, Source source) {
    return new HttpBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() throws IOException {
        return source.open();
      }
    };
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  private static final class FailingStream extends InputStream {
    private int left;

    FailingStream(int length) {
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        throw new IOException("The source changed.");
      }
      left--;
      return 'x';
    }
  }
}
