package io.runtimeagent.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.probe.testing.StubServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `check` says of Airflow and of the alert sinks.
class CheckHeartbeatTest {
  private static final Reply NO_VERSION_TWO = Reply.of(404, "{}");
  private static final Reply VERSION = Reply.of(200, "{\"version\": \"2.11.0\"}");
  private static final Reply ZONE = Reply.of(200, "{\"timezone\": \"UTC\"}");
  private static final Reply NO_DAG =
      Reply.of(404, "{\"detail\": \"DAG with dag_id: 'astronomer_monitoring_dag' not found\"}");
  private static final Reply NO_RUNS = Reply.of(200, "{\"dag_runs\": []}");

  private final StubServer airflow = StubServer.start();
  private final ShellFixture shell;

  CheckHeartbeatTest(@TempDir Path folder) throws IOException {
    shell = new ShellFixture(folder);
    shell.setKey("heartbeat", "on").setKey("airflow_api_url", airflow.url("").toString());
  }

  @AfterEach
  void close() {
    airflow.close();
  }

  private static Reply dag(String paused) {
    return Reply.of(
        200,
        """
        {"is_paused": %s, "is_active": true,
        "schedule_interval": {"__type": "CronExpression", "value": "*/5 * * * *"}}
        """
            .formatted(paused));
  }

  @Test
  void airflowThatAnswers_isOk() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, dag("false"), ZONE, NO_RUNS);
    Outcome outcome = shell.run("check");
    assertThat(outcome.out())
        .containsPattern("ok +Airflow reachable +REST API v1 of Airflow 2.11.0")
        .containsPattern("ok +monitoring DAG +astronomer_monitoring_dag, \\*/5 .*, no run yet");
  }

  @Test
  void pausedDag_isAWarning() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, dag("true"), ZONE, NO_RUNS);
    Outcome outcome = shell.run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).containsPattern("warning +monitoring DAG +.* is paused");
  }

  @Test
  void missingDag_failsWhereItIsToBeJudged() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, NO_DAG);
    Outcome outcome = shell.run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out()).containsPattern("failed +monitoring DAG +Airflow has no DAG");
  }

  @Test
  void missingDag_isWaitedForOtherwise() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, NO_DAG);
    Outcome outcome = shell.setKey("heartbeat", "auto").run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).containsPattern("warning +monitoring DAG .*it is waited for");
  }

  @Test
  void wrongToken_failsWithItsOwnWords() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, Reply.of(401, "{}"), Reply.of(401, "{}"));
    Outcome outcome = shell.setKey("airflow_api_token", "sesame").run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out())
        .containsPattern("failed +Airflow reachable .*401, airflow_api_token is wrong")
        .doesNotContain("sesame");
  }

  @Test
  void expiredToken_failsWithItsOwnWords() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, Reply.of(401, "{}"));
    String payload = Base64.getUrlEncoder().encodeToString("{\"exp\": 1700000000}".getBytes(UTF_8));
    Outcome outcome = shell.setKey("airflow_api_token", "e30." + payload + ".x").run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out())
        .containsPattern("failed +Airflow reachable .*401, airflow_api_token has expired: it was")
        .contains("good until 2023-11-14T22:13:20Z")
        .doesNotContain(payload);
  }

  @Test
  void wayThatFails_isToldThoughAnotherWorks() throws Exception {
    airflow.replying(NO_VERSION_TWO, VERSION, dag("false"), ZONE, NO_RUNS);
    String nobody = "postgresql://u:s3cret@127.0.0.1:1/airflow";
    Outcome outcome = shell.set("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", nobody).run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .containsPattern("ok +Airflow reachable +REST API v1 of Airflow 2.11.0")
        .containsPattern("warning +Airflow reachable +the metadata database: it cannot be reached")
        .containsPattern("ok +monitoring DAG")
        .doesNotContain("s3cret");
  }

  @Test
  void nobodyToAsk_failsWhereTheHeartbeatIsOn() throws Exception {
    Outcome outcome = shell.setKey("airflow_api_url", "").run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out()).containsPattern("failed +Airflow reachable");
  }

  @Test
  void heartbeatOff_isSkipped() throws Exception {
    Outcome outcome = shell.setKey("heartbeat", "off").run("check");
    assertThat(outcome.out()).containsPattern("skipped +Airflow reachable +heartbeat is off");
    assertThat(airflow.requests()).isEmpty();
  }

  @Test
  void sink_isAskedWithoutPaging() throws Exception {
    try (StubServer pager = StubServer.start()) {
      shell.setKey("heartbeat", "off").setKey("alert_webhook_url", pager.url("/x").toString());
      assertThat(shell.run("check").out()).containsPattern("ok +alert sink: webhook");
      assertThat(pager.requests()).allMatch(request -> request.body().contains("\"test\""));
      pager.replying(Reply.of(403));
      Outcome refused = shell.run("check");
      assertThat(refused.exit()).isEqualTo(ExitCode.NOT_SO);
      assertThat(refused.out()).containsPattern("failed +alert sink: webhook");
    }
  }
}
