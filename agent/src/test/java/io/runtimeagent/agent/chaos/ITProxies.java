package io.runtimeagent.agent.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever needs a proxy, with a login, to reach the outside: the stores, and those who give
/// credentials for them, are asked for through it.
class ITProxies {
  private static final String DESTINATION = "AIRFLOW__RUNTIME_AGENT__DESTINATION";
  private static final String CONNECTION = "AIRFLOW__RUNTIME_AGENT__CONNECTION";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path temp;

  @Test
  void s3_andItsTokens_areReachedThroughTheProxy() throws Exception {
    asks("s3://b-t/logs", aws(""), "b-t.s3.eu-west-1.amazonaws.com:443");
    String role = ", \"role_arn\": \"arn:aws:iam::123456789012:role/x\"";
    asks("s3://b-t/logs", aws(role), "sts.eu-west-1.amazonaws.com:443");
  }

  @Test
  void gcs_andItsTokens_areReachedThroughTheProxy() throws Exception {
    asks("gs://b-t/logs", google("\"is_anonymous\": true"), "storage.googleapis.com:443");
    asks(
        "gs://b-t/logs",
        google("\"keyfile_dict\": " + serviceAccount()),
        "oauth2.googleapis.com:443");
  }

  @Test
  void azure_andItsTokens_areReachedThroughTheProxy() throws Exception {
    asks("wasb-x", wasb("c2VjcmV0", "{}"), "acc.blob.core.windows.net:443");
    asks(
        "wasb-x",
        wasb("s3cret", "{\"tenant_id\": \"11111111-2222-3333-4444-555555555555\"}"),
        "login.microsoftonline.com:443");
  }

  @Test
  void alertSinks_areReachedThroughTheProxy() throws Exception {
    String key = "AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_URL";
    asks(Map.of(key, "https://pager.example/hook"), "pager.example:443");
  }

  private void asks(String destination, String connection, String host) throws Exception {
    asks(Map.of(DESTINATION, destination, CONNECTION, connection), host);
  }

  private void asks(Map<String, String> settings, String host) throws Exception {
    try (var proxy = RecordingProxy.start()) {
      Map<String, String> environment = environment();
      environment.putAll(settings);
      environment.put("HTTPS_PROXY", proxy.url());
      var check = AgentProcess.start("check", environment, temp.resolve("out"));
      assertThat(check.await(Duration.ofMinutes(1))).as(check.said()).isEqualTo(1);
      assertThat(proxy.asked()).as(check.said()).contains("CONNECT " + host + " HTTP/1.1");
      assertThat(check.said()).doesNotContain("p@ss").doesNotContain("p%40ss");
    }
  }

  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("AIRFLOW_HOME", temp.toString());
    environment.put("AIRFLOW_VERSION", "3.3.2");
    environment.put("AIRFLOW__RUNTIME_AGENT__HEARTBEAT", "off");
    return environment;
  }

  private static String aws(String more) {
    return """
    {"conn_type": "aws", "login": "A", "password": "s3cret",
     "extra": {"region_name": "eu-west-1"%s}}
    """
        .formatted(more);
  }

  private static String google(String extra) {
    return "{\"conn_type\": \"google_cloud_platform\", \"extra\": {" + extra + "}}";
  }

  private static String wasb(String password, String extra) {
    return """
    {"conn_type": "wasb", "login": "acc", "host": "https://acc.blob.core.windows.net",
     "password": "%s", "extra": %s}
    """
        .formatted(password, extra);
  }

  private static String serviceAccount() throws NoSuchAlgorithmException, IOException {
    var keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
    return """
    {"type": "service_account", "client_email": "x@y.iam.gserviceaccount.com",
     "client_id": "1", "private_key_id": "k", "project_id": "p",
     "token_uri": "https://oauth2.googleapis.com/token",
     "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
    """
        .formatted(key);
  }
}
