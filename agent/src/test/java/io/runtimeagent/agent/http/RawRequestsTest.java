package io.runtimeagent.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What no HTTP library sends.
class RawRequestsTest {
  private final CountingFigures figures = new CountingFigures();
  private final HttpFace face =
      new HttpFace(
          new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(30), Optional.empty()),
          List.of(
              new Route("/open", Readers.EVERYBODY, _ -> Answer.text(200, "hello")),
              new Route("/big", Readers.EVERYBODY, _ -> Answer.text(200, "x".repeat(8_000_000)))),
          figures);
  private int port;

  @BeforeEach
  void start() {
    port = Faces.start(face);
  }

  @AfterEach
  void stop() {
    face.close();
  }

  static List<String> malformed() {
    return List.of(
        "GARBAGE\r\n\r\n",
        "GET /open HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /open HTTP/1.1\r\nBad Header\r\nHost: x\r\n\r\n",
        "GET /open HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /open HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\n",
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /open HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
        "GET /open HTTP/1.1\r\nHost: x\r\n" + "X: yyyyyyyyyyyyyyyy\r\n".repeat(2_000) + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedRequest_isRefusedAndCounted(String request) throws Exception {
    String answer = exchange(request);
    assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*");
    assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    Await.until(Duration.ofSeconds(10), "counted", () -> !figures.refused().isEmpty());
  }

  @Test
  void encodedPath_isNotDecodedIntoAnotherRoute() throws Exception {
    assertThat(exchange("GET /x/../open HTTP/1.1\r\nHost: x\r\n\r\n"))
        .matches("(?s)HTTP/1.1 4\\d\\d .*");
  }

  @Test
  void clientsThatReadNothing_holdNobodyUp() throws Exception {
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        deaf.add(send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n"));
      }
      assertThat(exchange("GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void clientsThatSayNothing_holdNobodyUp() throws Exception {
    List<Socket> mute = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        mute.add(send("GET /open HT"));
      }
      assertThat(exchange("GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : mute) {
        socket.close();
      }
    }
  }

  /// They take every place, and more wait for one.
  @Test
  void twoHundredIdleClients_holdNoScraperUp() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        idle.add(send(i % 2 == 0 ? "" : "GET /open HTTP/1.1\r\nHost: x\r\n\r\n"));
      }
      assertThat(exchange("GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private Socket send(String request) throws IOException {
    var socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = send(request)) {
      byte[] first = new byte[4_096];
      int n = socket.getInputStream().read(first);
      return new String(first, 0, Math.max(0, n), StandardCharsets.ISO_8859_1);
    }
  }
}
