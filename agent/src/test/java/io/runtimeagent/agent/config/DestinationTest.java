package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private final Scene scene;

  DestinationTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  private Destination destination() {
    return scene.valid().shipping().destination();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "s3://bucket//, bucket, ''",
    "s3://bucket/logs, bucket, logs/",
    "s3://bucket/logs/, bucket, logs/",
    "s3://bucket//logs, bucket, logs/",
    "s3://bucket/logs//, bucket, logs//",
    "s3://bucket/a//b, bucket, a//b/",
    "s3://bucket/pre#fix, bucket, pre#fix/",
    "s3://bucket/what?is=this, bucket, what?is=this/",
    "s3://bucket/100%25, bucket, 100%25/",
    "s3://bucket/a+b c, bucket, a+b c/",
    "s3://bucket/ünïcødé, bucket, ünïcødé/",
    "s3://bucket/../x, bucket, ../x/",
    "s3://my.old_Bucket/x, my.old_Bucket, x/"
  })
  void s3_isLiteral(String url, String bucket, String prefix) {
    scene.key("destination", url);
    assertThat(destination())
        .isInstanceOfSatisfying(
            Destination.S3.class,
            s3 -> {
              assertThat(s3.bucket()).isEqualTo(bucket);
              assertThat(s3.keyPrefix()).isEqualTo(prefix);
            });
  }

  @Test
  void gcs_isLiteral() {
    scene.key("destination", "gs://bucket//logs?#");
    assertThat(destination())
        .isInstanceOfSatisfying(
            Destination.Gcs.class,
            gcs -> {
              assertThat(gcs.bucket()).isEqualTo("bucket");
              assertThat(gcs.keyPrefix()).isEqualTo("logs?#/");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "wasb://logs, 2.6.3, wasb://logs/",
    "wasb://logs, 3.1.7, wasb://logs/",
    "wasb://logs, 3.1.8, logs/",
    "wasb://logs, 3.2.0, logs/",
    "wasb://logs/, 3.3.2, logs/",
    "wasb://, 3.3.2, ''",
    "wasb://, 3.0.0, wasb://",
    "wasb-airflow-logs, 2.6.3, wasb-airflow-logs/",
    "wasb-airflow-logs, 3.3.2, wasb-airflow-logs/",
    "wasbs://c@a.blob.core.windows.net/x, 3.3.2, wasbs://c@a.blob.core.windows.net/x/"
  })
  void wasb_dependsOnTheVersion(String url, String version, String prefix) {
    scene
        .key("destination", url)
        .key("azure_endpoint_url", "https://acct.blob.core.windows.net")
        .with("AIRFLOW_VERSION", version);
    assertThat(destination())
        .isInstanceOfSatisfying(
            Destination.Azure.class,
            azure -> {
              assertThat(azure.keyPrefix()).isEqualTo(prefix);
              assertThat(azure.container()).isEqualTo("airflow-logs");
              assertThat(azure.url())
                  .isEqualTo("azure://acct.blob.core.windows.net/airflow-logs/" + prefix);
            });
  }

  @Test
  void wasbScheme_needsTheVersion() {
    scene
        .key("destination", "wasb://logs")
        .key("azure_endpoint_url", "https://acct.blob.core.windows.net");
    assertThat(scene.onlyFault()).contains("destination", "wasb://logs", "AIRFLOW_VERSION");
    scene.key("destination", "wasb-logs");
    assertThat(scene.faults()).isEmpty();
  }

  @Test
  void wasbScheme_takesTheVersionOfTheInstalledDistribution() {
    scene
        .key("destination", "wasb://logs")
        .key("azure_endpoint_url", "https://acct.blob.core.windows.net")
        .with("AIRFLOW_VERSION", "edge")
        .file(
            "home/airflow/.local/lib/python3.12/site-packages/apache_airflow_core-3.2.1.dist-info/METADATA",
            "");
    assertThat(destination().keyPrefix()).isEqualTo("logs/");
    assertThat(scene.valid().image().airflowVersion())
        .isEqualTo(new ImageFacts.Fact("3.2.1", "installed distribution"));
  }

  @ParameterizedTest
  @CsvSource({"2.7.3, airflow-logs", "2.8.0, mine", "3.3.2, mine", "unknown, mine"})
  void container_isASettingSinceAirflow28(String version, String container) {
    scene
        .key("destination", "wasb-logs")
        .key("azure_endpoint_url", "https://acct.blob.core.windows.net")
        .with("AIRFLOW__AZURE_REMOTE_LOGGING__REMOTE_WASB_LOG_CONTAINER", "mine")
        .with("AIRFLOW_VERSION", version);
    assertThat(destination())
        .isInstanceOfSatisfying(
            Destination.Azure.class, azure -> assertThat(azure.container()).isEqualTo(container));
  }

  @Test
  void containerOfHandlerKwargs_wins() {
    scene
        .key("destination", "wasb-logs")
        .key("azure_endpoint_url", "https://acct.blob.core.windows.net")
        .with("AIRFLOW__LOGGING__REMOTE_TASK_HANDLER_KWARGS", "{\"wasb_container\": \"theirs\"}");
    assertThat(destination().url()).contains("/theirs/");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///srv/logs, /srv/logs",
    "file:///srv/logs/, /srv/logs",
    "file:///srv/./a/../logs, /srv/logs",
    "file:///srv/a%20b#c?d, /srv/a%20b#c?d"
  })
  void folder_isLiteral(String url, Path folder) {
    scene.key("destination", url);
    assertThat(destination()).isEqualTo(new Destination.Folder(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:bucket",
        "s3://",
        "s3:///x",
        "s3://b",
        "s3://buck et/x",
        "s3://key:secret@bucket/x",
        "S3://bucket/x",
        "gs://",
        "gs://_/x",
        "file://srv/logs",
        "file:///",
        "file:///..",
        "/srv/logs",
        "https://bucket.s3.amazonaws.com/x",
        "cloudwatch://arn",
        "s3://bucket/a\nb",
        "ftp://h"
      })
  void otherDestinations_areFaults(String url) {
    scene.key("destination", url);
    assertThat(scene.onlyFault())
        .contains(
            "[runtime_agent] destination", "AIRFLOW__RUNTIME_AGENT__DESTINATION", "s3://BUCKET")
        .doesNotContain("key:secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudwatch://arn:aws:logs:x", "stackdriver:///x", "hdfs://h/x", "/srv"})
  void whatAirflowShipsElsewhere_isLeftToAirflow(String url) {
    scene.with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", url);
    assertThat(destination()).isInstanceOf(Destination.Off.class);
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("shipping is off"));
  }

  @Test
  void ownKey_winsOverAirflows() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "s3://theirs/x")
        .key("destination", "s3://ours/x");
    assertThat(destination().url()).isEqualTo("s3://ours/x/");
    assertThat(scene.notes())
        .singleElement()
        .asString()
        .contains("destination", "differs", "s3://theirs/x");
  }

  @Test
  void ownKey_thatIsAirflows_isNotNoted() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "s3://theirs/x")
        .key("destination", "s3://theirs/x/");
    assertThat(destination().url()).isEqualTo("s3://theirs/x/");
    assertThat(scene.notes()).isEmpty();
  }

  @Test
  void emptyOwnKey_meansAirflows() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "s3://theirs/x")
        .key("destination", "  ");
    assertThat(destination().url()).isEqualTo("s3://theirs/x/");
    assertThat(scene.row("runtime_agent", "destination"))
        .isEqualTo(
            new ConfigRow(
                "runtime_agent",
                "destination",
                "s3://theirs/x",
                "AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER"));
  }

  @Test
  void commandLine_winsOverAll() {
    scene.key("destination", "s3://ours/x");
    ConfigInput input =
        scene.input().withDestination("file:///srv/x").withSource(Path.of("/srv/logs"));
    assertThat(ConfigLoader.load(input))
        .isInstanceOfSatisfying(
            ConfigOutcome.Valid.class,
            valid -> {
              ShippingConfig shipping = valid.config().shipping();
              assertThat(shipping.destination().url()).isEqualTo("file:///srv/x");
              assertThat(shipping.logFolder()).isEqualTo(Path.of("/srv/logs"));
            });
  }

  @Test
  void folderInsideTheLogFolder_isAFault() {
    scene.key("destination", "file://" + scene.path("airflow/logs/remote"));
    assertThat(scene.onlyFault()).contains("outside the log folder");
    scene.key("destination", "file://" + scene.path("airflow/logs"));
    assertThat(scene.onlyFault()).contains("outside the log folder");
    scene.key("destination", "file://" + scene.path("airflow/logs-remote"));
    assertThat(scene.faults()).isEmpty();
  }

  @Test
  void airflowsFolderInsideTheLogFolder_isAFaultOfAirflowsKey() {
    String folder = "file://" + scene.path("airflow/logs/remote");
    scene.with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", folder);
    assertThat(scene.onlyFault())
        .contains("[logging] remote_base_log_folder = \"" + folder)
        .contains("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "outside the log folder");
  }

  /// Airflow itself ships to no `file:` at all, so it can only be meant for the agent.
  @Test
  void airflowsFolderWithTooFewSlashes_isAFault() {
    scene.with("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "file://srv/logs");
    assertThat(scene.onlyFault()).contains("[logging] remote_base_log_folder", "file:///FOLDER");
  }

  @Test
  void stateInsideTheLogFolder_isAFault() {
    scene.key("state_dir", scene.path("airflow/logs/.state").toString());
    assertThat(scene.onlyFault()).contains("state_dir", "outside the log folder");
  }

  @Test
  void reading_anewLooksAtNothingElse() {
    scene.key("destination", "s3://ours/x").key("http_port", "nonsense").key("freshness", "x");
    assertThat(ConfigLoader.destination(scene.input()))
        .isInstanceOfSatisfying(
            DestinationOutcome.Valid.class,
            valid -> assertThat(valid.destination().url()).isEqualTo("s3://ours/x/"));
    scene.key("connection", "{");
    assertThat(ConfigLoader.destination(scene.input()))
        .isInstanceOf(DestinationOutcome.Faulty.class);
  }
}
