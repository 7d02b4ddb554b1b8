package io.runtimeagent.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.ship.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaceTest {
  private static final String LONG = "0123456789".repeat(1_000);
  private static final List<Route> ROUTES =
      List.of(
          new Route("/open", Readers.EVERYBODY, accept -> Answer.text(200, "hello " + accept)),
          new Route("/long", Readers.EVERYBODY, _ -> Answer.text(200, LONG)),
          new Route("/status", Readers.OPERATORS, _ -> Answer.json("{}")),
          new Route(
              "/broken",
              Readers.EVERYBODY,
              _ -> {
                throw new IllegalStateException("secret detail");
              }));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountingFigures figures = new CountingFigures();
  private final HttpFace face = new HttpFace(plain(0, Duration.ofSeconds(30)), ROUTES, figures);

  @BeforeEach
  void start() {
    Faces.start(face);
  }

  @AfterEach
  void stop() {
    face.close();
    client.close();
  }

  @Test
  void get_answersWhatStandsThere() throws Exception {
    HttpResponse<String> response = send(request("/open?x=1").header("Accept", "text/x"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("hello text/x\n");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void head_answersTheSameHeadersWithoutBody() throws Exception {
    HttpResponse<String> response = send(request("/long").method("HEAD", BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).contains("10001");
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
  void otherMethods_areNotAllowed(String method) throws Exception {
    HttpResponse<String> response =
        send(request("/open").method(method, BodyPublishers.ofString("x")));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void unknownPath_isNotFound() throws Exception {
    assertThat(send(request("/open/more")).statusCode()).isEqualTo(404);
  }

  @Test
  void gzip_isSentToWhoAcceptsIt() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/long").header("Accept-Encoding", "br, gzip;q=0.5").build(),
            BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    var plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(LONG + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "br"})
  void gzip_isNotSentToOthers(String accepted) throws Exception {
    HttpResponse<String> response = send(request("/long").header("Accept-Encoding", accepted));
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body()).isEqualTo(LONG + "\n");
  }

  @Test
  void status_answersTheLoopback() throws Exception {
    assertThat(send(request("/status")).statusCode()).isEqualTo(200);
  }

  @Test
  void failure_isAnsweredWithoutItsDetail() throws Exception {
    HttpResponse<String> response = send(request("/broken"));
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void refusal_isCounted() throws Exception {
    send(request("/nowhere"));
    send(request("/open"));
    Await.until(Duration.ofSeconds(10), "counted", () -> figures.refused().contains(404));
    assertThat(figures.refused()).containsExactly(404);
  }

  @Test
  void portThatIsTaken_isTriedAgainUntilItIsFree() throws Exception {
    HttpFace late;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      late = new HttpFace(plain(taken.getLocalPort(), Duration.ofMillis(20)), ROUTES, figures);
      late.start();
      Await.until(Duration.ofSeconds(10), "two attempts", () -> figures.bindFailures() >= 2);
      assertThat(late.address()).isEmpty();
    }
    Await.until(Duration.ofSeconds(10), "listening", () -> late.address().isPresent());
    late.close();
  }

  @Test
  void hostThatIsUnknown_countsAsFailure() throws Exception {
    var nowhere =
        new HttpConfig("no.such.host.invalid", 1, Duration.ofSeconds(30), Optional.empty());
    try (var lost = new HttpFace(nowhere, ROUTES, figures)) {
      lost.start();
      Await.until(Duration.ofSeconds(10), "a failure", () -> figures.bindFailures() == 1);
    }
  }

  private static HttpConfig plain(int port, Duration retryAfter) {
    return new HttpConfig("127.0.0.1", port, retryAfter, Optional.empty());
  }

  private HttpRequest.Builder request(String path) {
    int port = face.address().orElseThrow().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
