package io.runtimeagent.probe.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A web server that hangs, lies, redirects or breaks: a failure of its own kind each time, in
/// time.
class RestFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String TOKEN = "t0ken-of-the-test";

  private final CountDownLatch end = new CountDownLatch(1);
  private final StubServer server = StubServer.start(exchange -> {});

  @AfterEach
  void close() {
    end.countDown();
    server.close();
  }

  private Observed.Failed ask(StubServer.Behaviour behaviour, Duration timeout) {
    server.behave(behaviour);
    return ask(server.url(), TOKEN, timeout);
  }

  private static Observed.Failed ask(URI url, String token, Duration timeout) {
    ApiAccess access = new ApiAccess(url, new Login.Token(Secret.of(token)));
    RestObserver.Wanted wanted =
        new RestObserver.Wanted(RecordedAirflow.DAG, new ScheduleFallback("", "utc"), timeout);
    try (Observer observer = RestObserver.start(access, wanted, InstantSource.system())) {
      Observed observed = observer.observe();
      assertThat(observed).isInstanceOf(Observed.Failed.class);
      Observed.Failed failed = (Observed.Failed) observed;
      assertThat(failed.words()).isNotBlank().doesNotContain(token);
      return failed;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void serverThatNeverAnswers_isATimeout() {
    Observed.Failed failed = ask(exchange -> hang(), SHORT);
    assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void answerThatTrickles_isATimeout_thoughBytesKeepComing() {
    Observed.Failed failed =
        ask(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              while (end.getCount() > 0) {
                out.write(' ');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
              }
            },
            SHORT);
    assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void answerOfTenMegabytes_isTooLarge() {
    byte[] much = " ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
    Observed.Failed failed =
        ask(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(much);
            },
            LONG);
    assertThat(failed.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(failed.words()).contains("larger than");
  }

  @Test
  void answerThatBreaksOff_isABrokenConnection() {
    Observed.Failed failed =
        ask(
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000);
              exchange.getResponseBody().write("{\"version\":".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            },
            LONG);
    assertThat(failed.kind()).isEqualTo(Kind.CONNECT);
    assertThat(failed.words()).contains("broke");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          <!DOCTYPE html><title>Log in</title> | PARSE  | HTML
          {"version":"3.3.2                    | PARSE  | it ends too early
          ""                                   | PARSE  | the text is empty
          [1, 2]                               | PARSE  | no object
          {"git":"x"}                          | SCHEMA | version
          """)
  void successThatIsNone_isToldByItsLook(String body, Kind kind, String words) {
    Observed.Failed failed = ask(exchange -> StubServer.answer(exchange, 200, body), LONG);
    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.words()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          301 | STATUS | redirect
          302 | STATUS | redirect
          400 | STATUS | does not take
          401 | AUTH   | 401
          403 | AUTH   | 403
          404 | STATUS | base URL
          429 | STATUS | too often
          500 | STATUS | in trouble
          503 | STATUS | in trouble
          """)
  void statusesThatAreNoAnswer_haveTheirOwnWords(int status, Kind kind, String words) {
    Observed.Failed failed =
        ask(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
              StubServer.answer(exchange, status, "<html>" + status);
            },
            LONG);
    assertThat(failed.kind()).isEqualTo(kind);
    assertThat(failed.words()).contains(words);
    assertThat(server.requests()).allMatch(request -> request.contains("/version"));
  }

  @Test
  void plainServerAskedForTls_isATlsFailure() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));
      URI secure = URI.create("https://127.0.0.1:" + plain.getLocalPort());
      assertThat(ask(secure, TOKEN, LONG).kind()).isEqualTo(Kind.TLS);
    }
  }

  private static void answerPlainly(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client.getInputStream().read();
      client.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void certificateThatNobodySigned_isATlsFailure(@TempDir Path folder) throws Exception {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context(folder)));
    secure.start();
    try {
      URI url = URI.create("https://127.0.0.1:" + secure.getAddress().getPort());
      Observed.Failed failed = ask(url, TOKEN, LONG);
      assertThat(failed.kind()).isEqualTo(Kind.TLS);
      assertThat(failed.words()).contains("TLS");
    } finally {
      secure.stop(0);
    }
  }

  @Test
  void nameThatNobodyKnows_isAFailureToConnect() {
    Observed.Failed failed = ask(URI.create("http://airflow.invalid:8080"), TOKEN, LONG);
    assertThat(failed.kind()).isEqualTo(Kind.CONNECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "ключ", "bell\u0007"})
  void tokenThatFitsNoHeader_isRefusedWithoutBeingQuoted(String token) {
    Observed.Failed failed = ask(server.url(), token, LONG);
    assertThat(failed.kind()).isEqualTo(Kind.AUTH);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://airflow", "airflow:8080", "http:///path"})
  void urlThatIsNone_isAFailureToConnect(String url) {
    assertThat(ask(URI.create(url), TOKEN, LONG).kind()).isEqualTo(Kind.CONNECT);
  }

  @Test
  void runsThatChangedTheirShape_areToldAsSuch() {
    Observed.Failed failed =
        ask(
            exchange -> {
              String path = exchange.getRequestURI().getPath();
              StubServer.answer(
                  exchange,
                  200,
                  path.endsWith("/version")
                      ? "{\"version\":\"4.0.0\"}"
                      : "{\"dag_runs\":[{\"dag_run_id\":\"a\",\"run_type\":\"scheduled\"}]}");
            },
            LONG);
    assertThat(failed.kind()).isEqualTo(Kind.SCHEMA);
  }

  @Test
  void timesThatAreNone_areClipped() {
    Observed.Failed failed = ask(RestFaultsTest::answerWithALongTime, LONG);
    assertThat(failed.kind()).isEqualTo(Kind.SCHEMA);
    assertThat(failed.words()).contains("run_after").hasSizeLessThan(120);
  }

  private static void answerWithALongTime(HttpExchange exchange) throws IOException {
    boolean version = exchange.getRequestURI().getPath().endsWith("/version");
    String body =
        "{\"dag_runs\":[{\"dag_run_id\":\"a\",\"run_type\":\"scheduled\",\"run_after\":\"%s\"}]}"
            .formatted("x".repeat(5_000));
    StubServer.answer(exchange, 200, version ? "{\"version\":\"3.3.2\"}" : body);
  }
}
