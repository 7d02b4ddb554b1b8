package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.testing.ProxyFault.Moment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultProxyTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final CannedAnswer SLOW_DOWN = CannedAnswer.s3(503, "SlowDown");

  private final RecordingStore store;
  private final FaultProxy proxy;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  FaultProxyTest() throws IOException {
    store = RecordingStore.start();
    proxy = FaultProxy.start(store.endpoint(), ProxyPlan.healthy(), RandomGenerator.getDefault());
  }

  @BeforeEach
  void forget() {
    proxy.forget();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    store.close();
  }

  @Test
  void forward_keepsHostAndBody() throws Exception {
    HttpResponse<String> response = put(BodyPublishers.ofString("a\nb\n"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("stored a\nb\n");
    String host = proxy.endpoint().getRawAuthority();
    assertThat(store.received()).containsExactly("PUT " + host + " a\nb\n");
  }

  @Test
  void forward_keepsChunksBothWays() throws Exception {
    String body = "0123456789".repeat(50_000);
    BodyPublisher chunked =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
    HttpResponse<String> response = send(request("/chunked").POST(chunked).timeout(LIMIT).build());
    assertThat(response.body()).isEqualTo("stored " + body);
    assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
  }

  @Test
  void forward_asksForABodyThatWaits() throws Exception {
    HttpRequest request =
        request("/b/k").PUT(BodyPublishers.ofString("a")).expectContinue(true).build();
    assertThat(send(request).body()).isEqualTo("stored a");
  }

  @Test
  void forward_ofHead_waitsForNoBody() throws Exception {
    HttpRequest request = request("/b/k").HEAD().build();
    assertThat(send(request).statusCode()).isEqualTo(200);
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void drop_before_storesNothing() {
    proxy.follow(ProxyPlan.always(new ProxyFault.Drop(Moment.BEFORE)));
    assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class);
    assertThat(store.received()).isEmpty();
  }

  @Test
  void drop_afterCommit_stores() {
    proxy.follow(ProxyPlan.always(new ProxyFault.Drop(Moment.AFTER_COMMIT)));
    assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class);
    assertThat(store.received()).hasSize(1);
  }

  @Test
  void answer_before_storesNothing() throws Exception {
    CannedAnswer throttled = CannedAnswer.gcs(429, "rateLimitExceeded");
    CannedAnswer answer = throttled.retryAfter(Duration.ofSeconds(7));
    proxy.follow(ProxyPlan.always(new ProxyFault.Answer(Moment.BEFORE, answer)).times(1));
    HttpResponse<String> response = put("a");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(response.body()).contains("\"rateLimitExceeded\"");
    assertThat(store.received()).isEmpty();
    assertThat(put("b").statusCode()).isEqualTo(200);
  }

  @Test
  void answer_before_needsNoBodyThatWaits() throws Exception {
    proxy.follow(ProxyPlan.always(new ProxyFault.Answer(Moment.BEFORE, SLOW_DOWN)));
    HttpRequest request =
        request("/b/k").PUT(BodyPublishers.ofString("a")).expectContinue(true).build();
    assertThat(send(request).statusCode()).isEqualTo(503);
  }

  @Test
  void answer_afterCommit_stores() throws Exception {
    proxy.follow(ProxyPlan.always(new ProxyFault.Answer(Moment.AFTER_COMMIT, SLOW_DOWN)));
    HttpResponse<String> response = put("a");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("<Code>SlowDown</Code>");
    assertThat(store.received()).hasSize(1);
  }

  @Test
  void commitLate_storesAfterTheError() throws Exception {
    Duration delay = Duration.ofSeconds(1);
    proxy.follow(ProxyPlan.always(new ProxyFault.CommitLate(delay, SLOW_DOWN)).times(1));
    assertThat(put("a").statusCode()).isEqualTo(503);
    assertThat(store.received()).isEmpty();
    proxy.settle(LIMIT);
    assertThat(store.received()).singleElement().asString().endsWith(" a");
  }

  @Test
  void hang_answersNothing() {
    proxy.follow(ProxyPlan.always(new ProxyFault.Hang(Moment.BEFORE)));
    HttpRequest impatient =
        request("/b/k").PUT(BodyPublishers.ofString("a")).timeout(Duration.ofMillis(200)).build();
    assertThatThrownBy(() -> send(impatient)).isInstanceOf(HttpTimeoutException.class);
    assertThat(store.received()).isEmpty();
  }

  @Test
  void hang_afterCommit_stores() {
    proxy.follow(ProxyPlan.always(new ProxyFault.Hang(Moment.AFTER_COMMIT)));
    HttpRequest impatient =
        request("/b/k").PUT(BodyPublishers.ofString("a")).timeout(Duration.ofMillis(500)).build();
    assertThatThrownBy(() -> send(impatient)).isInstanceOf(HttpTimeoutException.class);
    Await.until(LIMIT, "the store has it", () -> store.received().size() == 1);
  }

  @Test
  void cutResponse_breaksOffInTheBody() {
    proxy.follow(ProxyPlan.always(new ProxyFault.CutResponse()));
    assertThatThrownBy(() -> put("a".repeat(1_000))).isInstanceOf(IOException.class);
    assertThat(store.received()).hasSize(1);
  }

  @Test
  void slow_takesItsTime() throws Exception {
    proxy.follow(ProxyPlan.always(new ProxyFault.Slow(Duration.ofMillis(50), 40_000)));
    long begin = System.nanoTime();
    assertThat(put("a".repeat(4_000)).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(249));
  }

  @ParameterizedTest
  @EnumSource
  void outage_endsWhenRestored(Outage outage) throws Exception {
    assertThat(put("a").statusCode()).isEqualTo(200);
    proxy.fail(outage);
    HttpRequest impatient =
        request("/b/k").PUT(BodyPublishers.ofString("b")).timeout(Duration.ofMillis(200)).build();
    // Another client: this one may first try the connection that it has.
    try (HttpClient other = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> other.send(impatient, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(expected(outage));
    }
    assertThatThrownBy(() -> send(impatient)).isInstanceOf(IOException.class);
    proxy.restore();
    assertThat(put("c").statusCode()).isEqualTo(200);
    assertThat(store.received()).hasSize(2);
  }

  @Test
  void storeThatIsGone_looksLikeADrop() {
    store.close();
    assertThatThrownBy(() -> put("a")).isInstanceOf(IOException.class);
  }

  @Test
  void counts_areByOperationAndByFault() throws Exception {
    ProxyFault slowDown = new ProxyFault.Answer(Moment.BEFORE, SLOW_DOWN);
    proxy.follow(ProxyPlan.always(slowDown).onlyFor(ProxyRequest::isWrite));
    put("a");
    put("b");
    send(request("/b/k").GET().build());
    assertThat(proxy.requests()).isEqualTo(3);
    assertThat(proxy.requestsByOperation()).containsEntry("PUT /*/**", 2L).hasSize(2);
    assertThat(proxy.faults()).containsEntry("Answer", 2L).containsEntry("Forward", 1L);
    proxy.forget();
    assertThat(proxy.requests()).isZero();
  }

  private static Class<? extends IOException> expected(Outage outage) {
    return switch (outage) {
      case REFUSING -> ConnectException.class;
      case CLOSING -> IOException.class;
      case SILENT -> HttpTimeoutException.class;
    };
  }

  private HttpResponse<String> put(String body) throws Exception {
    return put(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> put(BodyPublisher body) throws Exception {
    return send(request("/b/k").PUT(body).timeout(LIMIT).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.endpoint() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
