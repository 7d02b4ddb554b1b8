package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.connection.GcsConnection;
import io.runtimeagent.agent.config.connection.GcsConnectionReader;
import io.runtimeagent.agent.config.connection.GcsCredentials;
import io.runtimeagent.agent.config.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcsStoreTest {
  private static final String KEY =
      "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"-----BEGIN\\\\n"
          + "x\"}";

  private final Scene scene;

  GcsStoreTest(@TempDir Path root) {
    scene = new Scene(root).key("destination", "gs://bucket/logs");
  }

  private GcsConnection gcs() {
    return scene.valid().shipping().destination() instanceof Destination.Gcs gcs
        ? gcs.connection()
        : GcsConnectionReader.withoutConnection(new GcsCredentials.Anonymous());
  }

  private void extra(String json) {
    scene.key("connection", "{\"conn_type\":\"google_cloud_platform\",\"extra\":" + json + "}");
  }

  @Test
  void noConnection_isApplicationDefault() {
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.ApplicationDefault());
    assertThat(gcs().scopes())
        .containsExactly("https://www.googleapis.com/auth/devstorage.read_write");
  }

  @Test
  void airflowsKeyPath_isTakenWithoutAConnection() {
    scene.with("AIRFLOW__LOGGING__GOOGLE_KEY_PATH", "/keys/key.json");
    assertThat(gcs().credentials())
        .isEqualTo(new GcsCredentials.KeyFile(Path.of("/keys/key.json")));
    scene.with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "nowhere");
    assertThat(gcs().credentials())
        .isEqualTo(new GcsCredentials.KeyFile(Path.of("/keys/key.json")));
    scene.with("AIRFLOW_CONN_NOWHERE", "google-cloud-platform://");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.ApplicationDefault());
  }

  @Test
  void handlerKwargs_areTakenWithoutAConnection() {
    scene.with(
        "AIRFLOW__LOGGING__REMOTE_TASK_HANDLER_KWARGS",
        "{\"gcp_keyfile_dict\": " + KEY + ", \"project_id\": \"p\"}");
    assertThat(gcs().credentials()).isInstanceOf(GcsCredentials.KeyJson.class);
    assertThat(gcs().project()).isEqualTo("p");
  }

  @Test
  void keyJson_isTakenAsObjectAndAsText() {
    Secret key = new Secret(KEY.replace("\\\\n", "\\n"));
    extra("{\"keyfile_dict\":" + KEY + "}");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.KeyJson(key));
    String quoted = KEY.replace("\\", "\\\\").replace("\"", "\\\"");
    extra("{\"extra__google_cloud_platform__keyfile_dict\":\"" + quoted + "\"}");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.KeyJson(key));
  }

  @Test
  void keyPath_isTakenUnderBothNames() {
    scene.key("connection", "google-cloud-platform://?key_path=%2Fkeys%2Fk.json&num_retries=5");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.KeyFile(Path.of("/keys/k.json")));
    scene.key(
        "connection",
        "google-cloud-platform://?extra__google_cloud_platform__key_path=%2Fkeys%2Fk.json");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.KeyFile(Path.of("/keys/k.json")));
    assertThat(scene.notes()).isEmpty();
  }

  @Test
  void everythingElse_isTakenToo() {
    extra(
        """
        {"project": "p", "quota_project_id": "q", "scope": "a, b",
         "impersonation_chain": "one@x, two@x", "credential_config_file": "/etc/wif.json"}
        """);
    assertThat(gcs().project()).isEqualTo("p");
    assertThat(gcs().quotaProject()).isEqualTo("q");
    assertThat(gcs().scopes()).containsExactly("a", "b");
    assertThat(gcs().impersonated()).containsExactly("one@x", "two@x");
    assertThat(gcs().credentials())
        .isEqualTo(new GcsCredentials.ConfigFile(Path.of("/etc/wif.json")));
    extra("{\"credential_config_file\": {\"type\": \"external_account\"}}");
    assertThat(gcs().credentials()).isInstanceOf(GcsCredentials.ConfigJson.class);
    extra("{\"is_anonymous\": \"true\"}");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.Anonymous());
    extra("{\"is_anonymous\": false, \"key_path\": \"/k.json\"}");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.KeyFile(Path.of("/k.json")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"key_path\":\"/k.json\",\"keyfile_dict\":{\"private_key\":\"s3cret\",\"client_email\":\"x\"}}"
            + " | exclude",
        "{\"key_secret_name\":\"s\"} | key_secret_name",
        "{\"idp_issuer_url\":\"https://i\"} | idp_issuer_url",
        "{\"client_secret\":\"s3cret\"} | client_secret",
        "{\"key_path\":\"/k.p12\"} | .json",
        "{\"keyfile_dict\":\"s3cret\"} | service account",
        "{\"keyfile_dict\":{\"private_key\":\"s3cret\"}} | service account",
        "{\"credential_config_file\":\"{s3cret\"} | credential_config_file",
        "{\"is_anonymous\":\"maybe\"} | is_anonymous"
      })
  void whatCannotBeDone_isAFault(String json, String named) {
    extra(json);
    assertThat(scene.onlyFault()).contains(named).doesNotContain("s3cret");
  }

  @Test
  void plainEndpoint_getsNoTokens() {
    scene.key("gcs_endpoint_url", "http://127.0.0.1:4443");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.Anonymous());
    assertThat(gcs().endpoint()).hasToString("http://127.0.0.1:4443");
    scene.key("gcs_endpoint_url", "https://private");
    assertThat(gcs().credentials()).isEqualTo(new GcsCredentials.ApplicationDefault());
  }
}
