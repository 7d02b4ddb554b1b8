package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentIdTest {
  private static final String POSTGRES = "postgresql+psycopg2://u:s3cret@db.host:5432/airflow";
  private final Scene scene;

  DeploymentIdTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @Test
  void chain_isInOrder() {
    assertThat(scene.valid().deploymentId()).isEqualTo("airflow");
    scene.key("destination", "s3://bucket/x");
    assertThat(scene.valid().deploymentId()).isEqualTo("s3://bucket/x/");
    scene.with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", POSTGRES);
    assertThat(scene.valid().deploymentId()).isEqualTo("db.host/airflow");
    scene.file("var/run/secrets/kubernetes.io/serviceaccount/namespace", "prod-ns\n");
    assertThat(scene.valid().deploymentId()).isEqualTo("prod-ns");
    scene.with("ASTRO_DEPLOYMENT_NAMESPACE", "astro-ns");
    assertThat(scene.valid().deploymentId()).isEqualTo("astro-ns");
    scene.with("ASTRO_DEPLOYMENT_ID", "cl123");
    assertThat(scene.valid().deploymentId()).isEqualTo("cl123");
    assertThat(scene.row("runtime_agent", "deployment_id").source())
        .isEqualTo("ASTRO_DEPLOYMENT_ID");
    scene.key("deployment_id", "mine");
    assertThat(scene.valid().deploymentId()).isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://h/db, h/db",
    "postgresql+psycopg2://u:p%40ss@h:5432/db?sslmode=require&o=a, h/db",
    "mysql+mysqldb://u@h/db, h/db",
    "postgresql://u:p@[::1]:5432/db, [::1]/db"
  })
  void database_isHostAndName(String url, String id) {
    scene.with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", url);
    assertThat(scene.valid().deploymentId()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:////opt/airflow/airflow.db",
        "postgresql://u:s3@cret@h/db",
        "postgresql:///db",
        "postgresql://u:p@s3cret?x@h/db",
        "postgresql://u:s3 cret",
        "aws://AKIA:@Yhunter2/",
        "nonsense"
      })
  void database_thatTellsNothingSure_isLeftOut(String url) {
    scene.with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", url);
    assertThat(scene.valid().deploymentId()).isEqualTo("airflow");
  }

  @Test
  void databaseCommand_isRunOnlyWhenItIsNeeded() {
    Path trace = scene.path("ran");
    scene
        .with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD", "touch " + trace)
        .key("heartbeat", "off")
        .key("deployment_id", "mine");
    assertThat(scene.valid().heartbeat().database()).isNull();
    assertThat(trace).doesNotExist();
    scene.key("heartbeat", "auto");
    scene.valid();
    assertThat(trace).exists();
  }
}
