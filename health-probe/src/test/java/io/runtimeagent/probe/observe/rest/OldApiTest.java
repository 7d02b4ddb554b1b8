package io.runtimeagent.probe.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Airflow up to 2.3 or so tells neither a run's type nor the end of its interval.
class OldApiTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/airflow/api/v1/version",
          "{\"version\":\"2.2.5\"}",
          "/airflow/api/v1/dags/beat",
          """
          {"dag_id":"beat","is_paused":false,"is_active":true,
           "schedule_interval":{"__type":"CronExpression","value":"*/5 * * * *"}}\
          """,
          "/airflow/api/v1/dags/beat/details",
          "{\"timezone\":\"Timezone('UTC')\"}",
          "/airflow/api/v1/dags/beat/dagRuns",
          """
          {"dag_runs":[
           {"dag_run_id":"manual__2024-03-05T10:01:00+00:00","execution_date":"2024-03-05T10:01:00+00:00",
            "start_date":"2024-03-05T10:01:01+00:00","end_date":null,"state":"running"},
           {"dag_run_id":"scheduled__2024-03-05T09:55:00+00:00","execution_date":"2024-03-05T09:55:00+00:00",
            "start_date":"2024-03-05T10:00:02+00:00","end_date":"2024-03-05T10:00:09+00:00","state":"failed"}]}\
          """,
          "/airflow/api/v1/dags/beat/dagRuns/~/taskInstances",
          "{\"task_instances\":[]}");

  @Test
  void runs_areTakenFromTheirIds_andDueOneIntervalLater() throws InterruptedException {
    StubServer.Behaviour airflow =
        exchange -> {
          String body = ANSWERS.get(exchange.getRequestURI().getPath());
          StubServer.answer(exchange, body == null ? 404 : 200, body == null ? "<html>" : body);
        };
    try (StubServer server = StubServer.start(airflow);
        Observer observer = observer(URI.create(server.url() + "/airflow/api/v1/"))) {
      Observed observed = observer.observe();
      assertThat(observed).isInstanceOf(Observed.Seen.class);
      List<Run> runs = ((Observed.Seen) observed).observation().runs();
      assertThat(runs).hasSize(1);
      assertThat(runs.getFirst().fire()).isEqualTo(Instant.parse("2024-03-05T10:00:00Z"));
      assertThat(runs.getFirst().state()).isEqualTo("failed");
    }
  }

  private static Observer observer(URI url) {
    return RestObserver.start(
        new ApiAccess(url, new Login.Password("u", Secret.of("p"))),
        new RestObserver.Wanted("beat", new ScheduleFallback("", "utc"), Duration.ofSeconds(5)),
        InstantSource.system());
  }
}
