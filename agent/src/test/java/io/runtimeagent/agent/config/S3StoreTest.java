package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.connection.S3Addressing;
import io.runtimeagent.agent.config.connection.S3Connection;
import io.runtimeagent.agent.config.connection.S3Credentials;
import io.runtimeagent.agent.config.connection.S3Encryption;
import io.runtimeagent.agent.config.connection.S3PayloadSigning;
import io.runtimeagent.agent.config.connection.S3Role;
import io.runtimeagent.agent.config.connection.TlsTrust;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3StoreTest {
  private final Scene scene;

  S3StoreTest(@TempDir Path root) {
    scene = new Scene(root).key("destination", "s3://bucket/logs");
  }

  private S3Connection s3() {
    return scene.valid().shipping().destination() instanceof Destination.S3 s3
        ? s3.connection()
        : S3Connection.byDefaultChain();
  }

  /// The connection with this JSON as its extra.
  private S3StoreTest extra(String json) {
    scene.key("connection", "{\"conn_type\":\"aws\",\"extra\":" + json + "}");
    return this;
  }

  @Test
  void noConnection_isTheDefaultChain() {
    assertThat(s3()).isEqualTo(S3Connection.byDefaultChain());
    assertThat(scene.notes()).isEmpty();
  }

  @Test
  void connectionThatIsNowhere_isTheDefaultChainAndNoted() {
    scene.with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "aws_logs");
    assertThat(s3()).isEqualTo(S3Connection.byDefaultChain());
    assertThat(scene.notes())
        .anySatisfy(note -> assertThat(note).contains("AIRFLOW_CONN_AWS_LOGS"));
  }

  @Test
  void ownConnection_winsOverAirflows() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "aws_logs")
        .with("AIRFLOW_CONN_AWS_LOGS", "aws://A:B@")
        .key("connection", "aws://C:D@");
    assertThat(s3().credentials())
        .isEqualTo(new S3Credentials.Keys(new Secret("C"), new Secret("D"), null));
  }

  @Test
  void ownKeys_winOverTheConnection() {
    extra("{\"region_name\":\"eu-west-1\",\"endpoint_url\":\"http://minio:9000\"}");
    assertThat(scene.row("runtime_agent", "s3_region").source())
        .isEqualTo("connection, AIRFLOW__RUNTIME_AGENT__CONNECTION");
    scene
        .key("s3_region", "us-east-2")
        .key("s3_endpoint_url", "https://s3.local")
        .key("s3_path_style", "true")
        .key("s3_storage_class", "STANDARD_IA");
    assertThat(s3().region()).isEqualTo("us-east-2");
    assertThat(s3().endpoint()).isEqualTo(URI.create("https://s3.local"));
    assertThat(s3().addressing()).isEqualTo(S3Addressing.PATH);
    assertThat(s3().storageClass()).isEqualTo("STANDARD_IA");
  }

  @ParameterizedTest
  @CsvSource({"path, PATH", "virtual, VIRTUAL_HOST", "auto, AUTO"})
  void addressing_isBotos(String style, S3Addressing addressing) {
    extra("{\"config_kwargs\":{\"s3\":{\"addressing_style\":\"" + style + "\"}}}");
    assertThat(s3().addressing()).isEqualTo(addressing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"config_kwargs\":{\"signature_version\":\"s3\"}} | signature_version",
        "{\"config_kwargs\":{\"proxies\":{\"https\":\"socks5://p\"}}} | proxies https",
        "{\"config_kwargs\":{\"proxies_config\":{}}} | proxies_config",
        "{\"config_kwargs\":{\"signature_version\":\"unsigned\"}} | signature_version",
        "{\"role_arn\":\"arn\",\"assume_role_kwargs\":{\"Policy\":\"{}\"}} | Policy",
        "{\"role_arn\":\"arn\",\"assume_role_kwargs\":{\"Tags\":[]}} | Tags",
        "{\"config_kwargs\":{\"client_cert\":\"/x\"}} | client_cert",
        "{\"config_kwargs\":{\"use_fips_endpoint\":true}} | AWS_USE_FIPS_ENDPOINT",
        "{\"config_kwargs\":{\"s3\":{\"use_accelerate_endpoint\":true}}} | use_accelerate_endpoint",
        "{\"config_kwargs\":{\"made_up\":1}} | made_up",
        "{\"config_kwargs\":\"path\"} | config_kwargs",
        "{\"endpoint_url\":\"minio:9000\"} | endpoint_url",
        "{\"verify\":\"/no/such/bundle.pem\"} | verify",
        "{\"aws_access_key_id\":\"A\"} | ``",
        "{\"role_arn\":\"arn\",\"assume_role_method\":\"assume_role_with_saml\"} | SAML",
        "{\"role_arn\":\"arn\",\"assume_role_kwargs\":{\"TokenCode\":\"1\"}} | TokenCode",
        "{\"role_arn\":\"arn\",\"assume_role_kwargs\":{\"Made\":\"1\"}} | Made",
        "{\"role_arn\":\"arn\",\"assume_role_kwargs\":{\"DurationSeconds\":\"x\"}} |"
            + " DurationSeconds"
      })
  void whatCannotBeDone_isAFault(String json, String named) {
    extra(json);
    if (named.isEmpty()) {
      assertThat(scene.faults()).isEmpty();
    } else {
      assertThat(scene.onlyFault()).contains(named);
    }
  }

  @Test
  void halfAKey_isAFault() {
    scene.key("connection", "aws://AKIA@");
    assertThat(scene.onlyFault()).contains("secret access key").doesNotContain("AKIA");
    scene.key("connection", "aws://:s3cret@");
    assertThat(scene.onlyFault()).contains("access key id").doesNotContain("s3cret");
  }

  @Test
  void harmlessTuning_isPassedOver() {
    extra(
        "{\"config_kwargs\":{\"retries\":{\"mode\":\"standard\"},\"max_pool_connections\":50,"
            + "\"signature_version\":\"s3v4\",\"use_fips_endpoint\":false}}");
    assertThat(scene.faults()).isEmpty();
    assertThat(scene.notes()).isEmpty();
  }

  @Test
  void fieldsThatNobodyReads_areNoted() {
    extra("{\"regoin_name\":\"eu-west-1\"}");
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("regoin_name"));
  }

  @Test
  void role_hasAllThatIsAskedFor() {
    extra(
        """
        {"role_arn": "arn:aws:iam::1:role/r",
         "service_config": {"sts": {"endpoint_url": "https://sts.local"}},
         "assume_role_kwargs":
          {"ExternalId": "x", "RoleSessionName": "me", "DurationSeconds": 900}}
        """);
    assertThat(s3().role())
        .isEqualTo(
            new S3Role.Assumed(
                "arn:aws:iam::1:role/r",
                new S3Role.Session("me", Duration.ofMinutes(15)),
                URI.create("https://sts.local"),
                "x"));
  }

  @Test
  void proxies_areTheConnectionsElseTheEnvironments() {
    assertThat(s3().proxy()).isEmpty();
    scene.with("https_proxy", "http://me:s3cret@proxy:3128");
    assertThat(s3().proxy()).map(SecretUrl::reveal).map(URI::getHost).contains("proxy");
    assertThat(scene.valid().toString()).doesNotContain("s3cret");
    scene.with("NO_PROXY", "localhost,.amazonaws.com");
    assertThat(s3().proxy()).isEmpty();
    scene.key("s3_endpoint_url", "https://s3.local");
    assertThat(s3().proxy()).isPresent();
    extra("{\"config_kwargs\":{\"proxies\":{\"https\":\"other:8080\"}}}");
    assertThat(s3().proxy()).map(SecretUrl::reveal).map(URI::getHost).contains("other");
    scene.key("s3_endpoint_url", "http://s3.local");
    assertThat(s3().proxy()).isEmpty();
  }

  @Test
  void payloadSigning_isBotos() {
    extra("{\"config_kwargs\":{\"s3\":{\"payload_signing_enabled\":true}}}");
    assertThat(s3().payloadSigning()).isEqualTo(S3PayloadSigning.ALWAYS);
  }

  @Test
  void session_isNamedAsTheProviderNamesIt() {
    scene
        .with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "My Logs/é")
        .with("AIRFLOW_CONN_MY LOGS/É", "aws:///?role_arn=arn");
    assertThat(s3().role())
        .isInstanceOfSatisfying(
            S3Role.Assumed.class,
            role -> assertThat(role.session().name()).isEqualTo("airflow_my-logs-"));
  }

  @Test
  void webIdentity_hasItsTokenFile() {
    String fields =
        "\"role_arn\":\"arn\",\"assume_role_method\":\"assume_role_with_web_identity\","
            + "\"assume_role_with_web_identity_federation\":";
    extra("{" + fields + "\"file\"}");
    assertThat(scene.onlyFault()).contains("AWS_WEB_IDENTITY_TOKEN_FILE");
    scene.with("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/token");
    assertThat(s3().role())
        .isInstanceOfSatisfying(
            S3Role.WebIdentity.class,
            role -> assertThat(role.tokenFile()).isEqualTo(Path.of("/var/token")));
    extra("{" + fields + "\"google\"}");
    assertThat(scene.onlyFault()).contains("Google");
  }

  @Test
  void formerFields_areFallbacks() {
    extra(
        """
        {"host": "http://old:9000", "aws_account_id": "1", "aws_iam_role": "r",
         "external_id": "x", "session_kwargs": {"region_name": "eu-west-3"}}
        """);
    assertThat(s3().endpoint()).isEqualTo(URI.create("http://old:9000"));
    assertThat(s3().region()).isEqualTo("eu-west-3");
    assertThat(s3().role())
        .isInstanceOfSatisfying(
            S3Role.Assumed.class,
            role -> {
              assertThat(role.arn()).isEqualTo("arn:aws:iam::1:role/r");
              assertThat(role.externalId()).isEqualTo("x");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "boto, '[Credentials]\naws_access_key_id=A\naws_secret_access_key=B'",
    "aws, '[prod]\naws_access_key_id=A\naws_secret_access_key=B'",
    "s3cmd, '[default]\naccess_key=A\nsecret_key=B'"
  })
  void formerConfigFile_isRead(String format, String text) {
    scene.file("keys.cfg", text);
    String profile = format.equals("aws") ? ",\"profile\":\"prod\"" : "";
    String file = scene.path("keys.cfg").toString();
    extra(
        "{\"s3_config_file\":\"%s\",\"s3_config_format\":\"%s\"%s}"
            .formatted(file, format, profile));
    assertThat(s3().credentials())
        .isEqualTo(new S3Credentials.Keys(new Secret("A"), new Secret("B"), null));
  }

  @Test
  void verify_isTrueFalseOrAFile() {
    assertThat(s3().trust()).isEqualTo(new TlsTrust.Default());
    extra("{\"verify\": true}");
    assertThat(s3().trust()).isEqualTo(new TlsTrust.Default());
    scene.key("connection", "aws:///?verify=False");
    assertThat(s3().trust()).isEqualTo(new TlsTrust.Everyone());
    scene.file("ca.pem", "x").key("connection", "aws:///?verify=" + scene.path("ca.pem"));
    assertThat(s3().trust()).isEqualTo(new TlsTrust.Authorities(scene.path("ca.pem")));
    scene.key("connection", "").with("AWS_CA_BUNDLE", scene.path("ca.pem").toString());
    assertThat(s3().trust()).isEqualTo(new TlsTrust.Authorities(scene.path("ca.pem")));
  }

  /// As boto and the SDK have it; a connection's own endpoint wins.
  @Test
  void endpoint_isWhatTheEnvironmentSays() {
    scene.with("AWS_ENDPOINT_URL", "http://any.example");
    assertThat(s3().endpoint()).isEqualTo(URI.create("http://any.example"));
    scene.with("AWS_ENDPOINT_URL_S3", "http://s3.example:9000");
    assertThat(s3().endpoint()).isEqualTo(URI.create("http://s3.example:9000"));
    assertThat(scene.row("runtime_agent", "s3_endpoint_url"))
        .isEqualTo(
            new ConfigRow(
                "runtime_agent",
                "s3_endpoint_url",
                "http://s3.example:9000",
                "AWS_ENDPOINT_URL_S3"));
    scene.with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True");
    assertThat(s3().endpoint()).isNull();
    scene.with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false");
    extra("{\"endpoint_url\": \"http://own.example\"}");
    assertThat(s3().endpoint()).isEqualTo(URI.create("http://own.example"));
  }

  @Test
  void endpointOfTheEnvironment_thatIsNoUrl_isAFault() {
    scene.with("AWS_ENDPOINT_URL_S3", "minio:9000");
    assertThat(scene.onlyFault()).contains("AWS_ENDPOINT_URL_S3", "minio:9000", "http://");
  }

  /// Most likely somebody gave a connection's id.
  @Test
  void connectionThatIsNoUri_isAFault() {
    scene.key("connection", "my_s3_connection");
    assertThat(scene.onlyFault())
        .contains("AIRFLOW__RUNTIME_AGENT__CONNECTION", "URI", "remote_log_conn_id")
        .doesNotContain("my_s3_connection");
  }

  @Test
  void encryption_isWhatTheKeysSay() {
    assertThat(s3().encryption()).isEqualTo(new S3Encryption.BucketDefault());
    scene.with("AIRFLOW__LOGGING__ENCRYPT_S3_LOGS", "True");
    assertThat(s3().encryption()).isEqualTo(new S3Encryption.S3Managed());
    assertThat(scene.row("runtime_agent", "s3_sse"))
        .isEqualTo(new ConfigRow("runtime_agent", "s3_sse", "AES256", "[logging] encrypt_s3_logs"));
    scene.key("s3_kms_key_id", "alias/logs");
    assertThat(s3().encryption()).isEqualTo(new S3Encryption.Kms("alias/logs"));
    scene.key("s3_sse", "AES256");
    assertThat(scene.onlyFault()).contains("s3_kms_key_id", "aws:kms");
    scene.key("s3_kms_key_id", "").key("s3_sse", "none");
    assertThat(s3().encryption()).isEqualTo(new S3Encryption.BucketDefault());
  }

  @Test
  void archives_areNoStorageClass() {
    scene.key("s3_storage_class", "GLACIER");
    assertThat(scene.onlyFault()).contains("read at once");
  }

  @Test
  void keysOfOtherStores_areNoted() {
    scene.key("gcs_endpoint_url", "http://x");
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("gcs_endpoint_url"));
  }

  @Test
  void otherType_isNotedAndReadAllTheSame() {
    scene.key("connection", "generic://A:B@");
    assertThat(s3().credentials())
        .isEqualTo(new S3Credentials.Keys(new Secret("A"), new Secret("B"), null));
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("generic"));
  }
}
