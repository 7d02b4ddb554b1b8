package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.Alerts;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.probe.testing.StubServer.Reply;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every sink must do with every answer.
abstract class AlertSinkContract {
  static final Instant NOW = Instant.parse("2024-03-05T10:10:30Z");
  static final String SECRET = "T00SECRET00";
  static final Identity IDENTITY = new Identity("d1", "tag-7", "12.1.1", "2.10.5");
  private static final int ANSWER_BYTES = 1000;

  final StubServer server = StubServer.start();
  final HttpCaller caller = HttpCaller.startCutting(ANSWER_BYTES, ProxySelector.of(null));
  final Wire wire = wire(Duration.ofMinutes(1));

  /// A sink that leads to this server, with [#SECRET] wherever it has a secret.
  abstract Sink sink(Wire wire, URI server);

  final Sink sink() {
    return sink(server.url(""));
  }

  final Sink sink(URI url) {
    return sink(wire, url);
  }

  private Wire wire(Duration timeout) {
    return new Wire(caller, InstantSource.fixed(NOW), timeout);
  }

  static Message message(Event event, Alert alert) {
    return new Message(event, alert, IDENTITY, NOW);
  }

  SendOutcome send() throws InterruptedException {
    return sink().send(message(Event.OPEN, Alerts.heartbeat(NOW)));
  }

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void success_accepts(int status) throws InterruptedException {
    server.replying(Reply.of(status));
    assertThat(send()).isEqualTo(new SendOutcome.Accepted());
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 503})
  void answerThatAsksForPatience_isAFailure(int status) throws InterruptedException {
    server.replying(new Reply.Answer(status, Map.of("Retry-After", "120"), "later"));
    assertThat(send())
        .isEqualTo(new SendOutcome.Failed("answered " + status + ": later", Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504})
  void brokenServer_isInDoubt(int status) throws InterruptedException {
    server.replying(Reply.of(status));
    assertThat(send()).isEqualTo(new SendOutcome.Doubtful("answered " + status, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413})
  void otherClientError_refuses(int status) throws InterruptedException {
    server.replying(Reply.of(status, "wrong\nkey"));
    assertThat(send()).isEqualTo(new SendOutcome.Refused("answered " + status + ": wrong key"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void redirect_isNotFollowed(int status) throws InterruptedException {
    try (StubServer other = StubServer.start()) {
      server.replying(new Reply.Answer(status, Map.of("Location", other.url("/x").toString()), ""));
      assertThat(send()).isInstanceOf(SendOutcome.Refused.class);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void silence_isInDoubtAfterTheTimeout() throws InterruptedException {
    server.replying(new Reply.Silence());
    Sink impatient = sink(wire(Duration.ofMillis(300)), server.url(""));
    assertThat(impatient.send(message(Event.OPEN, Alerts.heartbeat(NOW))))
        .isInstanceOf(SendOutcome.Doubtful.class);
  }

  @Test
  void connectionThatEnds_isInDoubt() throws InterruptedException {
    server.replying(new Reply.HangUp());
    assertThat(send()).isInstanceOf(SendOutcome.Doubtful.class);
  }

  @Test
  void nobodyThere_isAFailure() throws InterruptedException {
    StubServer gone = StubServer.start();
    URI url = gone.url("");
    gone.close();
    assertThat(sink(url).send(message(Event.OPEN, Alerts.heartbeat(NOW))))
        .isInstanceOf(SendOutcome.Failed.class);
  }

  @Test
  void answerOfAnyLength_isReadOnlyToItsLimit() throws InterruptedException {
    server.replying(Reply.of(200, "x".repeat(3_000_000)), Reply.of(400, "y".repeat(3_000_000)));
    assertThat(send()).isEqualTo(new SendOutcome.Accepted());
    assertThat(send())
        .isInstanceOfSatisfying(
            SendOutcome.Refused.class,
            refused -> assertThat(refused.words()).hasSizeBetween(200, 300));
  }

  @Test
  void secret_isNeverShown() throws InterruptedException {
    server.onRequest(
        request -> server.replying(Reply.of(400, request.path() + " " + request.body() + SECRET)));
    assertThat(send().toString()).doesNotContain(SECRET);
    Sink sink = sink();
    assertThat(sink.name().toString()).doesNotContain(SECRET);
    assertThat(sink.toString()).doesNotContain(SECRET);
    assertThat(sink.check(IDENTITY).toString()).doesNotContain(SECRET);
  }

  @Test
  void name_isTheSameForTheSamePlace() {
    URI url = server.url("");
    assertThat(sink(url).name()).isEqualTo(sink(url).name());
    assertThat(sink(URI.create("https://elsewhere.example")).name().id())
        .isNotEqualTo(sink(url).name().id());
  }

  @Test
  void check_findsARefusal() throws InterruptedException {
    server.replying(Reply.of(404, "no such thing"));
    assertThat(sink().check(IDENTITY))
        .isEqualTo(new SendOutcome.Refused("answered 404: no such thing"));
  }
}
