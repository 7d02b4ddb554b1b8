package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.Alerts;
import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.testing.StubServer.Request;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebhookSinkTest extends AlertSinkContract {
  @Override
  Sink sink(Wire wire, URI server) {
    URI url =
        URI.create(
            server.toString().replace("://", "://me:" + SECRET + "@") + "/hook?token=" + SECRET);
    return new WebhookSink(wire, "webhook", url, Secret.of("key"));
  }

  @Test
  void body_isTheAlert() throws InterruptedException {
    Alert alert = Alerts.heartbeat(NOW);
    assertThat(sink().send(message(Event.OPEN, alert))).isEqualTo(new SendOutcome.Accepted());
    assertThat(server.last().body())
        .isEqualTo(
            """
            {"version":1,"event":"open","alert":"heartbeat",\
            "dedup_key":"runtime-agent-heartbeat:d1:monitoring","deployment_id":"d1",\
            "opened_at":"2024-03-05T10:10:30Z","at":"2024-03-05T10:10:30Z",\
            "reasons":["FAILED_TWICE","NOT_SCHEDULED"],"flapping":false,\
            "summary":"Airflow of deployment d1 needs help: the monitoring DAG failed twice in a \
            row (FAILED_TWICE, NOT_SCHEDULED).",\
            "details":{"last_scheduled":"2024-03-05T10:00:00Z"},\
            "runtime":{"image_tag":"tag-7","runtime_version":"12.1.1","airflow_version":"2.10.5"},\
            "sequence":3}\
            """);
    Request request = server.last();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/hook?token=" + SECRET);
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThat(request.header("user-agent")).isEqualTo("runtime-agent");
  }

  @Test
  void times_areWrittenToTheMillisecond() throws Exception {
    sink().send(message(Event.OPEN, Alerts.heartbeat(NOW.plusNanos(123_456_789))));
    Json.Obj body = (Json.Obj) Json.parse(server.last().body());
    assertThat(body.text("opened_at")).isEqualTo("2024-03-05T10:10:30.123Z");
    assertThat(body.text("at")).isEqualTo("2024-03-05T10:10:30.123Z");
  }

  @Test
  void resolve_saysSo() throws Exception {
    Alert resolved = Alerts.resolved(Alerts.heartbeat(NOW.minusSeconds(600)), NOW);
    sink().send(message(Event.RESOLVE, resolved));
    Json.Obj body = (Json.Obj) Json.parse(server.last().body());
    assertThat(body.text("event")).isEqualTo("resolve");
    assertThat(body.text("opened_at")).isEqualTo("2024-03-05T10:00:30Z");
    assertThat(body.text("at")).isEqualTo("2024-03-05T10:10:30Z");
    assertThat(body.items("reasons")).isEmpty();
    assertThat(body.text("summary"))
        .isEqualTo("Airflow of deployment d1 is well again after 10 min.");
  }

  /// The expected value is what `openssl dgst -sha256 -hmac key` says of the body above.
  @Test
  void signature_isTheHmacOfTheRawBody() throws InterruptedException {
    sink().send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().header("x-runtime-agent-signature"))
        .isEqualTo("sha256=a9ee06e49157d15311e0e47797a71fe24bb68b5f2d0f17e54eeb890830355d86");
  }

  @Test
  void withoutKey_nothingIsSigned() throws InterruptedException {
    new WebhookSink(wire, "webhook", server.url("/"), null)
        .send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().headers()).doesNotContainKey("x-runtime-agent-signature");
    assertThat(server.last().headers()).doesNotContainKey("authorization");
  }

  @Test
  void userInfo_isSentAsBasicAuthentication() throws InterruptedException {
    URI url = URI.create(server.url("/").toString().replace("://", "://me:p%40ss@"));
    new WebhookSink(wire, "webhook", url, null).send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().header("authorization")).isEqualTo("Basic bWU6cEBzcw==");
  }

  @Test
  void check_isATestEvent() throws Exception {
    assertThat(sink().check(IDENTITY)).isEqualTo(new SendOutcome.Accepted());
    Json.Obj body = (Json.Obj) Json.parse(server.last().body());
    assertThat(body.text("event")).isEqualTo("test");
    assertThat(body.text("dedup_key")).isEqualTo("runtime-agent-test:d1");
    assertThat(body.text("summary")).contains("nothing is wrong");
  }
}
