package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatReaderTest {
  private final Scene scene;

  HeartbeatReaderTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  private AirflowApi.Login login() {
    AirflowApi api = scene.valid().heartbeat().api();
    return api == null ? new AirflowApi.Login.None() : api.login();
  }

  @Test
  void api_hasOneWayToLogIn() {
    scene.key("airflow_api_url", "http://airflow:8080/base");
    assertThat(login()).isEqualTo(new AirflowApi.Login.None());
    scene.key("airflow_api_username", "me").key("airflow_api_password", " pa%ss ");
    assertThat(login()).isEqualTo(new AirflowApi.Login.Password("me", new Secret(" pa%ss ")));
    scene.key("airflow_api_token", "t");
    assertThat(scene.onlyFault()).contains("airflow_api_token");
    scene.key("airflow_api_username", "").key("airflow_api_password", "");
    assertThat(login()).isEqualTo(new AirflowApi.Login.Token(new Secret("t")));
  }

  @Test
  void halfALogin_isAFault() {
    scene.key("airflow_api_username", "me");
    assertThat(scene.onlyFault()).contains("airflow_api_password", "together");
  }

  @Test
  void userInfoInTheUrl_isAFaultAndMasked() {
    scene.key("airflow_api_url", "http://me:s3cret@airflow:8080");
    assertThat(scene.onlyFault()).contains("airflow_api_url").doesNotContain("s3cret");
  }

  @Test
  void sources_needWhatTheyRead() {
    scene.key("heartbeat_source", "api");
    assertThat(scene.onlyFault()).contains("airflow_api_url");
    scene.key("heartbeat_source", "database");
    assertThat(scene.onlyFault()).contains("sql_alchemy_conn");
    scene.key("heartbeat", "off");
    assertThat(scene.faults()).isEmpty();
  }

  @Test
  void database_isAirflowsOwn() {
    scene
        .airflowCfg("[core]", "sql_alchemy_conn_cmd = printf 'postgresql://u:p@h/db\\n'")
        .with("AIRFLOW__DATABASE__SQL_ALCHEMY_SCHEMA", "airflow");
    assertThat(scene.valid().heartbeat().database())
        .isEqualTo(
            new MetadataDatabase(
                new Secret("postgresql://u:p@h/db"),
                "airflow",
                "sql_alchemy_conn_cmd in " + scene.path("airflow/airflow.cfg")));
  }

  @Test
  void databaseInASecretsBackend_isNotedOnly() {
    scene.with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_SECRET", "path/to/it");
    assertThat(scene.valid().heartbeat().database()).isNull();
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("secrets backend"));
    scene.key("heartbeat_source", "database");
    assertThat(scene.onlyFault()).contains("heartbeat_source");
  }

  @Test
  void schedule_isTakenAsItIs() {
    scene
        .with("AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL", "not a cron")
        .with("AIRFLOW__CORE__DEFAULT_TIMEZONE", "Europe/Berlin");
    assertThat(scene.valid().heartbeat().schedule())
        .isEqualTo(new HeartbeatSchedule("not a cron", "Europe/Berlin", true));
  }
}
