package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.pace.Freshness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private final Scene scene;

  ConfigLoaderTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @Test
  void nothingSet_isValidWithDefaults() {
    AgentConfig config = scene.valid();
    assertThat(config.enabled()).isTrue();
    assertThat(config.component().role()).isEqualTo(Role.STANDALONE);
    assertThat(config.stateDir()).isEqualTo(scene.path("airflow/.runtime-agent"));
    assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 9105, false, null));
    assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(config.shipping().logFolder()).isEqualTo(scene.path("airflow/logs"));
    assertThat(config.shipping().destination()).isInstanceOf(Destination.Off.class);
    assertThat(config.shipping().freshness()).isEqualTo(Freshness.BALANCED);
    assertThat(config.shipping().include()).containsExactly("**/*.log");
    assertThat(config.shipping().exclude()).isEmpty();
    assertThat(config.shipping().drainTimeout()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.shipping().ignoreOlder()).isNull();
    assertThat(config.shipping().localRetention()).isNull();
    assertThat(config.heartbeat().mode()).isEqualTo(HeartbeatMode.AUTO);
    assertThat(config.heartbeat().dagId()).isEqualTo("astronomer_monitoring_dag");
    assertThat(config.alert().webhook()).isNull();
  }

  @Test
  void environment_winsOverFile() {
    scene.airflowCfg("[runtime_agent]", "http_port = 1", "freshness = live");
    scene.key("http_port", "2");
    assertThat(scene.valid().http().port()).isEqualTo(2);
    assertThat(scene.valid().shipping().freshness()).isEqualTo(Freshness.LIVE);
    assertThat(scene.row("runtime_agent", "http_port").source())
        .isEqualTo("AIRFLOW__RUNTIME_AGENT__HTTP_PORT");
    assertThat(scene.row("runtime_agent", "freshness").source())
        .isEqualTo(scene.path("airflow/airflow.cfg").toString());
  }

  @Test
  void faults_areReportedTogether() {
    scene.airflowCfg("[runtime_agent]", "htpp_port = 1", "role = boss");
    scene.key("drain_timeout", "25").key("worker_count", "0").key("destinatoin", "s3://secret");
    assertThat(scene.faults())
        .hasSize(5)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("[runtime_agent] htpp_port", "airflow.cfg", "http_port")
                    .doesNotContain("= \"1\""))
        .anySatisfy(line -> assertThat(line).contains("role", "boss", "dag-processor"))
        .anySatisfy(line -> assertThat(line).contains("drain_timeout", "\"25\"", "25s"))
        .anySatisfy(line -> assertThat(line).contains("worker_count", "1 or more"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("AIRFLOW__RUNTIME_AGENT__DESTINATION")
                    .doesNotContain("secret"));
  }

  @Test
  void s3WithConnection_isComplete() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "s3://bucket/pre#fix")
        .with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "aws_logs")
        .with("AIRFLOW_CONN_AWS_LOGS", "aws://AKIA:sec%2Fret@/?region_name=eu-west-1");
    assertThat(scene.valid().shipping().destination())
        .isInstanceOfSatisfying(
            Destination.S3.class,
            s3 -> {
              assertThat(s3.bucket()).isEqualTo("bucket");
              assertThat(s3.keyPrefix()).isEqualTo("pre#fix/");
              assertThat(s3.connection().region()).isEqualTo("eu-west-1");
            });
    assertThat(scene.valid().toString()).doesNotContain("sec/ret", "sec%2Fret");
  }
}
