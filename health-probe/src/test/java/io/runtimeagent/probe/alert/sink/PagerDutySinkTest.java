package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alerts;
import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PagerDutySinkTest extends AlertSinkContract {
  @Override
  Sink sink(Wire wire, URI server) {
    return new PagerDutySink(wire, "pagerduty", server.resolve("/v2/enqueue"), Secret.of(SECRET));
  }

  private Json.Obj sent() throws JsonException {
    return (Json.Obj) Json.parse(server.last().body());
  }

  @Test
  void open_triggers() throws Exception {
    sink().send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().path()).isEqualTo("/v2/enqueue");
    assertThat(sent())
        .isEqualTo(
            Json.parse(
                """
                {"event_action": "trigger",
                 "dedup_key": "runtime-agent-heartbeat:d1:monitoring",
                 "payload": {
                   "summary": "Airflow of deployment d1 needs help: the monitoring DAG failed twice\
                 in a row (FAILED_TWICE, NOT_SCHEDULED).",
                   "source": "d1", "severity": "critical", "timestamp": "2024-03-05T10:10:30Z",
                   "component": "scheduler", "group": "d1", "class": "heartbeat",
                   "custom_details": {
                     "last_scheduled": "2024-03-05T10:00:00Z",
                     "reasons": ["FAILED_TWICE", "NOT_SCHEDULED"], "flapping": false, "seq": 3,
                     "image_tag": "tag-7", "runtime_version": "12.1.1",
                     "airflow_version": "2.10.5"}},
                 "routing_key": "T00SECRET00"}
                """));
  }

  @Test
  void update_triggersUnderTheSameKey() throws Exception {
    sink().send(message(Event.UPDATE, Alerts.heartbeat(NOW)));
    assertThat(sent().text("event_action")).isEqualTo("trigger");
    assertThat(sent().text("dedup_key")).isEqualTo("runtime-agent-heartbeat:d1:monitoring");
  }

  @Test
  void resolve_resolves() throws Exception {
    sink().send(message(Event.RESOLVE, Alerts.resolved(Alerts.heartbeat(NOW), NOW)));
    assertThat(sent().text("event_action")).isEqualTo("resolve");
    assertThat(sent().text("dedup_key")).isEqualTo("runtime-agent-heartbeat:d1:monitoring");
  }

  @Test
  void shipping_namesItsHost() throws Exception {
    sink().send(message(Event.OPEN, Alerts.shipping(NOW)));
    assertThat(sent().get("payload"))
        .isInstanceOfSatisfying(
            Json.Obj.class,
            payload -> {
              assertThat(payload.text("source")).isEqualTo("host-1");
              assertThat(payload.text("component")).isEqualTo("runtime-agent");
            });
  }

  @Test
  void check_resolvesWhatIsNotOpen() throws Exception {
    assertThat(sink().check(IDENTITY)).isEqualTo(new SendOutcome.Accepted());
    assertThat(sent().text("event_action")).isEqualTo("resolve");
    assertThat(sent().text("dedup_key")).isEqualTo("runtime-agent-test:d1");
  }

  @Test
  void name_dependsOnTheKey() {
    URI url = server.url("/v2/enqueue");
    Sink other = new PagerDutySink(wire, "pagerduty-2", url, Secret.of("another"));
    assertThat(other.name().id()).startsWith("pagerduty:").isNotEqualTo(sink().name().id());
    assertThat(new PagerDutySink(wire, "pagerduty-2", url, Secret.of(SECRET)).name().id())
        .isEqualTo(sink().name().id());
  }
}
