package io.runtimeagent.agent.config.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.Recorded;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a store's connection comes to is what Airflow's provider hands to its vendor's library.
class RecordedProviderTest {

  private static AirflowConnection connection(Recorded recorded, String type) {
    Map<String, Json> given = recorded.members("connection");
    Map<String, Json> extra =
        given.get("extra") instanceof Json.Members(Map<String, Json> members) ? members : Map.of();
    String password = text(given, "password");
    return new AirflowConnection(
        type + "_logs",
        "TEST",
        type,
        text(given, "host"),
        text(given, "login"),
        password.isEmpty() ? null : new Secret(password),
        extra,
        AirflowConnection.Names.WRITTEN);
  }

  private static String text(Map<String, Json> members, String name) {
    return members.get(name) instanceof Json.Text(String text) ? text : "";
  }

  static List<Recorded> aws() {
    return Recorded.cases("aws");
  }

  @ParameterizedTest
  @MethodSource("aws")
  void aws_isReadAsTheProviderDoes(Recorded recorded) {
    Findings findings = new Findings();
    Map<String, String> environment = Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
    S3Connection read = S3ConnectionReader.read(connection(recorded, "aws"), environment, findings);
    String method = recorded.textOrEmpty("method");
    if (recorded.has("refused") || method.endsWith("identity")) {
      assertThat(findings.faults()).hasSize(1);
      return;
    }
    assertThat(findings.faults()).isEmpty();
    assertThat(read.region()).isEqualTo(recorded.text("region"));
    assertThat(String.valueOf(read.endpoint()))
        .isEqualTo(String.valueOf(recorded.text("endpoint")));
    assertThat(read.trust() instanceof TlsTrust.Everyone)
        .isEqualTo(recorded.value("verify").equals(new Json.Bool(false)));
    assertThat(arn(read.role())).isEqualTo(recorded.text("role"));
    assertThat(credentials(read.credentials())).isEqualTo(expected(recorded));
  }

  private static @Nullable String arn(@Nullable S3Role role) {
    return role == null ? null : role.arn();
  }

  private static String expected(Recorded recorded) {
    if (recorded.has("access")) {
      return recorded.text("access") + " " + recorded.text("secret") + " " + recorded.text("token");
    }
    return recorded.has("profile") ? "profile " + recorded.text("profile") : "default";
  }

  private static String credentials(S3Credentials credentials) {
    return switch (credentials) {
      case S3Credentials.Keys(Secret id, Secret secret, @Nullable Secret token) ->
          id.reveal() + " " + secret.reveal() + " " + (token == null ? null : token.reveal());
      case S3Credentials.Profile(String name) -> "profile " + name;
      case S3Credentials.DefaultChain() -> "default";
    };
  }

  private static String withoutSlash(String url) {
    return url.replaceFirst("/$", "");
  }

  private static Map<String, Json> inner(Recorded recorded, String name) {
    return recorded.members("credential").get(name) instanceof Json.Members(var members)
        ? members
        : Map.of();
  }

  static List<Recorded> azure() {
    return Recorded.cases("azure");
  }

  @ParameterizedTest
  @MethodSource("azure")
  void azure_isReadAsTheProviderDoes(Recorded recorded) {
    Findings findings = new Findings();
    AzureConnection read =
        AzureConnectionReader.read(connection(recorded, "wasb"), null, findings).orElseThrow();
    assertThat(findings.faults()).isEmpty();
    String url = withoutSlash(String.valueOf(read.serviceUrl()));
    String expectedUrl = withoutSlash(recorded.textOrEmpty("url"));
    switch (read.credentials()) {
      case AzureCredentials.ConnectionString(Secret text) ->
          assertThat(text.reveal()).isEqualTo(recorded.text("connectionString"));
      case AzureCredentials.SharedKey(_, Secret key) -> {
        assertThat(url).isEqualTo(expectedUrl);
        assertThat(key.reveal()).isEqualTo(recorded.text("credential"));
      }
      case AzureCredentials.SharedAccessSignature(Secret query) ->
          assertThat(url + "/?" + query.reveal()).isEqualTo(expectedUrl);
      case AzureCredentials.ClientSecret secret -> {
        assertThat(url).isEqualTo(expectedUrl);
        Map<String, Json> expected = inner(recorded, "clientSecret");
        assertThat(secret.tenantId()).isEqualTo(text(expected, "tenant_id"));
        assertThat(secret.clientId()).isEqualTo(text(expected, "client_id"));
        assertThat(secret.secret().reveal()).isEqualTo(text(expected, "client_secret"));
      }
      case AzureCredentials.DefaultChain(String identity, String workload) -> {
        assertThat(url).isEqualTo(expectedUrl);
        Map<String, Json> expected = inner(recorded, "default");
        assertThat(identity).isEqualTo(text(expected, "managed_identity_client_id"));
        assertThat(workload).isEqualTo(text(expected, "workload_identity_tenant_id"));
      }
    }
  }
}
