package io.runtimeagent.ship.s3.http;

import static io.runtimeagent.ship.s3.http.HttpCalls.LONG;
import static io.runtimeagent.ship.s3.http.HttpCalls.SHORT;
import static io.runtimeagent.ship.s3.http.HttpCalls.body;
import static io.runtimeagent.ship.s3.http.HttpCalls.call;
import static io.runtimeagent.ship.s3.http.HttpCalls.connections;
import static io.runtimeagent.ship.s3.http.HttpCalls.failingAtItsEnd;
import static io.runtimeagent.ship.s3.http.HttpCalls.get;
import static io.runtimeagent.ship.s3.http.HttpCalls.put;
import static io.runtimeagent.ship.s3.http.HttpCalls.text;
import static io.runtimeagent.ship.s3.http.HttpCalls.to;
import static io.runtimeagent.ship.s3.http.HttpCalls.zeros;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.http.StubServer.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpConnectionsTest {
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
  void reply_thatStallsInItsBody_isGivenUp() throws IOException {
    String beginning = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    for (String method : new String[] {"GET", "PUT"}) {
      try (var server = StubServer.start(_ -> new Reply.Silence(beginning));
          var connections = to(server);
          HttpReply reply = connections.send(call(method, HttpBody.NONE, SHORT))) {
        assertThatThrownBy(() -> reply.body().readAllBytes())
            .as(method)
            .isInstanceOf(SocketTimeoutException.class);
      }
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
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var connections = connections(port, Optional.empty())) {
      assertThatThrownBy(() -> connections.send(get()))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  /// The server has hung up while the connection was idle: no request is lost on it.
  @Test
  void send_afterTheServerHungUp_usesANewConnection() throws IOException {
    var clock = new AtomicLong();
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"));
        var connections = HttpCalls.connections(server, clock::get)) {
      assertThat(text(connections, get())).isEqualTo("hello");
      server.hangUp();
      clock.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(text(connections, get())).isEqualTo("hello");
      clock.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(text(connections, get())).isEqualTo("hello");
      clock.addAndGet(Duration.ofSeconds(60).toNanos());
      assertThat(text(connections, get())).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void close_endsWhatIsUnderWay() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.Silence("HTTP/1.1 200 OK\r\n\r\nx"))) {
      HttpReply reply;
      try (var connections = to(server)) {
        reply = connections.send(get());
        assertThat(reply.body().read()).isEqualTo('x');
      }
      assertThatThrownBy(() -> reply.body().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void send_afterClose_isRefused() throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"))) {
      HttpConnections closed = to(server);
      closed.close();
      assertThatThrownBy(() -> closed.send(get())).hasMessageContaining("closed");
    }
  }

  /// Nobody would watch the time that its replies take.
  @Test
  void connection_thatIsMadeWhileTheOthersRetire_isNotUsed() throws IOException {
    var retiring = new AtomicReference<HttpConnections>();
    try (var server = StubServer.start(_ -> StubServer.answer(200, "hello"));
        var connections = connections(server, () -> retire(retiring.get()))) {
      retiring.set(connections);
      assertThatThrownBy(() -> connections.send(get())).hasMessage("The store is closed.");
      assertThat(server.asked()).isEmpty();
    }
  }

  private static long retire(@Nullable HttpConnections connections) {
    requireNonNull(connections).retire();
    return 0;
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
}
