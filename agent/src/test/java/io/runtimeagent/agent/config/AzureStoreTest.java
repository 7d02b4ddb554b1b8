package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.connection.AzureConnection;
import io.runtimeagent.agent.config.connection.AzureCredentials;
import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureStoreTest {
  private final Scene scene;

  AzureStoreTest(@TempDir Path root) {
    scene = new Scene(root).key("destination", "wasb-logs");
  }

  private AzureConnection azure() {
    if (scene.valid().shipping().destination() instanceof Destination.Azure azure) {
      return azure.connection();
    }
    throw new AssertionError("The destination is no Azure container.");
  }

  private void extra(String json) {
    scene.key("connection", "{\"conn_type\":\"wasb\",\"login\":\"acct\",\"extra\":" + json + "}");
  }

  @Test
  void noConnection_needsTheEndpoint() {
    assertThat(scene.onlyFault()).contains("azure_endpoint_url", "AIRFLOW_CONN_");
    scene.key("azure_endpoint_url", "https://acct.blob.core.windows.net");
    assertThat(azure())
        .isEqualTo(
            new AzureConnection(
                new AzureCredentials.DefaultChain("", ""),
                URI.create("https://acct.blob.core.windows.net")));
  }

  @Test
  void endpoint_replacesTheConnectionsOwn() {
    scene
        .key("connection", "wasb://acct:a2V5@azurite:10000")
        .key("azure_endpoint_url", "http://127.0.0.1:10000/acct");
    assertThat(azure())
        .isEqualTo(
            new AzureConnection(
                new AzureCredentials.SharedKey("acct", new Secret("a2V5")),
                URI.create("http://127.0.0.1:10000/acct")));
  }

  @Test
  void connectionString_namesTheAccount() {
    extra(
        "{\"connection_string\":\"DefaultEndpointsProtocol=https;AccountName=abc;AccountKey=k\"}");
    assertThat(azure().account()).isEqualTo("abc");
    assertThat(scene.valid().shipping().destination().url())
        .isEqualTo("azure://abc/airflow-logs/wasb-logs/");
    assertThat(scene.valid().toString()).doesNotContain("AccountKey");
  }

  @Test
  void passwordThatIsASignature_isOne() {
    scene.key("connection", "wasb://acct:%3Fsv%3D1%26sig%3Dabc@");
    assertThat(azure().credentials())
        .isEqualTo(new AzureCredentials.SharedAccessSignature(new Secret("sv=1&sig=abc")));
  }

  @Test
  void signatureWithoutAMark_isUsable() {
    extra("{\"sas_token\":\"sv=1&sig=abc\"}");
    assertThat(azure())
        .isEqualTo(
            new AzureConnection(
                new AzureCredentials.SharedAccessSignature(new Secret("sv=1&sig=abc")),
                URI.create("https://acct.blob.core.windows.net/")));
  }

  @Test
  void accountKeyInTheExtra_comesLast() {
    extra("{\"account_key\":\"a2V5\"}");
    assertThat(azure().credentials())
        .isEqualTo(new AzureCredentials.SharedKey("acct", new Secret("a2V5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tenant_id\":\"t\"} | tenant_id",
        "{\"proxies\":{}} | proxies",
        "{\"api_version\":\"1\"} | api_version",
        "{\"client_secret_auth_config\":{\"proxies\":{}}} | proxies",
        "{\"client_secret_auth_config\":\"x\"} | client_secret_auth_config",
        "{\"sas_token\":\"https://acct\"} | sas_token"
      })
  void whatCannotBeDone_isAFault(String json, String named) {
    extra(json);
    assertThat(scene.onlyFault()).contains(named);
  }

  @Test
  void accountThatNobodyNames_isAFault() {
    scene.key("connection", "wasb://");
    assertThat(scene.onlyFault()).contains("azure_endpoint_url");
  }

  @Test
  void tuning_isPassedOver() {
    extra("{\"max_block_size\":1,\"connection_timeout\":2}");
    assertThat(scene.faults()).isEmpty();
  }
}
