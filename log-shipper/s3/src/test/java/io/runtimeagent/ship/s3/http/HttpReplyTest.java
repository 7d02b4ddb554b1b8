package io.runtimeagent.ship.s3.http;

import static io.runtimeagent.ship.s3.http.HttpCalls.LONG;
import static io.runtimeagent.ship.s3.http.HttpCalls.call;
import static io.runtimeagent.ship.s3.http.HttpCalls.get;
import static io.runtimeagent.ship.s3.http.HttpCalls.put;
import static io.runtimeagent.ship.s3.http.HttpCalls.text;
import static io.runtimeagent.ship.s3.http.HttpCalls.to;
import static io.runtimeagent.ship.s3.http.HttpCalls.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.http.StubServer.Reply;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyTest {
  @Test
  void reply_chunked_isPutTogether() throws IOException {
    String chunked =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "5;name=value",
            "hello",
            "6",
            " world",
            "0",
            "Trailer: x",
            "",
            "");
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
  void reply_interimWhileTheBodyIsSent_isPassedOver() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.Welcomed("HTTP/1.1 100 Continue\r\n\r\n"));
        var connections = to(server);
        HttpReply reply = connections.send(call("PUT", zeros(20_000_000), LONG))) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(server.asked().getFirst().body()).hasSize(20_000_000);
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
}
