package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.Alerts;
import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerSinkTest extends AlertSinkContract {
  @Override
  Sink sink(Wire wire, URI server) {
    String url = server.toString().replace("://", "://me:" + SECRET + "@");
    return new AlertmanagerSink(wire, "alertmanager", URI.create(url));
  }

  private List<Json> sent() throws JsonException {
    return ((Json.Arr) Json.parse(server.last().body())).items();
  }

  private static String label(Json alert, String name) {
    Json labels = ((Json.Obj) alert).get("labels");
    return labels instanceof Json.Obj each ? String.valueOf(each.text(name)) : "";
  }

  private static String end(Json alert) {
    return String.valueOf(((Json.Obj) alert).text("endsAt"));
  }

  @Test
  void open_isPostedWithALife() throws Exception {
    sink().send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().path()).isEqualTo("/api/v2/alerts");
    assertThat(Json.parse(server.last().body()))
        .isEqualTo(
            Json.parse(
                """
                [{"labels": {"alertname": "RuntimeAgentHeartbeat", "deployment": "d1",
                             "dag_id": "monitoring", "severity": "critical"},
                  "annotations": {
                    "last_scheduled": "2024-03-05T10:00:00Z",
                    "summary": "Airflow of deployment d1 needs help: the monitoring DAG failed\
                 twice in a row (FAILED_TWICE, NOT_SCHEDULED).",
                    "reasons": "FAILED_TWICE, NOT_SCHEDULED", "flapping": "false", "seq": "3",
                    "image_tag": "tag-7", "runtime_version": "12.1.1",
                    "airflow_version": "2.10.5"},
                  "startsAt": "2024-03-05T10:10:30Z", "endsAt": "2024-03-05T10:30:30Z"}]
                """));
  }

  @Test
  void resolve_endsWhenItWasResolved() throws Exception {
    Alert open = Alerts.heartbeat(NOW.minusSeconds(600));
    sink().send(message(Event.RESOLVE, Alerts.resolved(open, NOW.minusSeconds(60))));
    assertThat(sent()).hasSize(1);
    assertThat(end(sent().getFirst())).isEqualTo("2024-03-05T10:09:30Z");
  }

  @Test
  void endBeforeTheStart_isTheStart() throws Exception {
    Alert open = Alerts.heartbeat(NOW);
    sink().send(message(Event.RESOLVE, Alerts.resolved(open, NOW.minusSeconds(60))));
    assertThat(end(sent().getFirst())).isEqualTo("2024-03-05T10:10:30Z");
  }

  @Test
  void escalation_endsTheMilderAlert() throws Exception {
    sink().send(message(Event.UPDATE, Alerts.observer(NOW, Duration.ofMinutes(29))));
    assertThat(sent()).extracting(each -> label(each, "severity")).containsExactly("warning");
    sink().send(message(Event.UPDATE, Alerts.observer(NOW, Duration.ofMinutes(35))));
    assertThat(sent())
        .extracting(each -> label(each, "severity"))
        .containsExactly("critical", "warning");
    assertThat(end(sent().getLast())).isEqualTo("2024-03-05T10:05:30Z");
  }

  @Test
  void shipping_isAnAlertOfItsHost() throws Exception {
    sink().send(message(Event.OPEN, Alerts.shipping(NOW)));
    assertThat(label(sent().getFirst(), "host")).isEqualTo("host-1");
    assertThat(label(sent().getFirst(), "alertname")).isEqualTo("RuntimeAgentShipping");
  }

  @Test
  void check_asksForTheStatus() throws Exception {
    assertThat(sink().check(IDENTITY)).isEqualTo(new SendOutcome.Accepted());
    assertThat(server.last().method()).isEqualTo("GET");
    assertThat(server.last().path()).isEqualTo("/api/v2/status");
    assertThat(server.last().header("authorization")).startsWith("Basic ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/am", "/am/", "/am/api/v2", "/am/api/v2/", "/am/api/v2/alerts"})
  void path_isKept(String path) throws Exception {
    new AlertmanagerSink(wire, "alertmanager", server.url(path))
        .send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(server.last().path()).isEqualTo("/am/api/v2/alerts");
  }
}
