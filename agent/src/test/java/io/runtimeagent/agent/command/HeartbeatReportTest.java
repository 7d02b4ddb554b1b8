package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatReportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static List<String> lines(String status) throws JsonException {
    var table = new Table();
    new HeartbeatReport(new Document(JsonText.parse(status)), NOW).rows(table);
    return table.lines();
  }

  private static String observing(String observer) {
    return """
    {"heartbeat": {"state": "ok", "dag_id": "m", "last_scheduled": "2026-11-21T11:55:00Z",
      "last_success": "2026-11-21T11:55:04Z", "observer": {%s},
      "leader": {"role": "follower", "words": "pod-2 leads"}}}
    """
        .formatted(observer);
  }

  @Test
  void heartbeat_readsAsAPersonAsks() throws Exception {
    assertThat(lines(observing("\"source\": \"REST API v2 of Airflow 3.3.2\", \"findings\": []")))
        .containsExactly(
            "Heartbeat   ok, last run due 5 min ago, last success 4 min ago",
            "Airflow     REST API v2 of Airflow 3.3.2",
            "Leadership  follower: pod-2 leads");
  }

  @Test
  void trouble_isToldWithItsReason() throws Exception {
    String trouble =
        "\"source\": \"REST API\", \"trouble\": \"/api/v2/dags: 401, airflow_api_token has"
            + " expired\"";
    assertThat(lines(observing(trouble)))
        .contains("Airflow     REST API: /api/v2/dags: 401, airflow_api_token has expired");
  }

  @Test
  void findings_areTold() throws Exception {
    String found =
        "\"source\": \"metadata database\", \"findings\": [\"dag_missing\", \"no_dags\"]";
    assertThat(lines(observing(found)))
        .contains("Airflow     metadata database; dag missing, no dags");
  }

  @Test
  void dagThatWasNeverSeen_isWaitedFor() throws Exception {
    assertThat(lines("{\"heartbeat\": {\"state\": \"never_seen\", \"dag_id\": \"m\"}}"))
        .containsExactly(
            "Heartbeat   m was never seen: it is waited for",
            "Airflow     nobody asked yet",
            "Leadership  ?");
  }

  @Test
  void heartbeatThatIsOff_saysWhy() throws Exception {
    assertThat(lines("{\"heartbeat\": {\"state\": \"off\", \"reason\": \"heartbeat is off\"}}"))
        .containsExactly("Heartbeat  off: heartbeat is off");
  }

  @Test
  void alertsAndSinks_areListed() throws Exception {
    String status =
        """
        {"alerts": {
          "open": [{"alert": "shipping", "opened_at": "2026-11-21T11:00:00Z",
            "reasons": ["OVERDUE", "STORE_REFUSES"]}],
          "sinks": [{"name": "webhook", "waiting": 0},
            {"name": "slack", "waiting": 1, "trouble": "answered 404: no_service"}]}}
        """;
    assertThat(lines(status))
        .containsExactly(
            "Alert  shipping, open since 60 min ago, OVERDUE STORE_REFUSES",
            "Sink   webhook, told all",
            "Sink   slack, 1 alert to tell: answered 404: no_service");
  }

  @Test
  void statusOfAnEarlierVersion_saysNothingOfIt() throws Exception {
    assertThat(lines("{}")).isEmpty();
  }
}
