package io.runtimeagent.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.connection.AzureConnection;
import io.runtimeagent.agent.config.connection.AzureCredentials;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.ship.azure.AzureLogin;
import io.runtimeagent.ship.azure.AzureSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureMappingTest {
  private static final URI URL = URI.create("https://me.blob.core.windows.net");

  private static AzureSettings mapped(AzureCredentials credentials) {
    return AzureMapping.of(
        new Destination.Azure("logs", "base/", new AzureConnection(credentials, URL)));
  }

  @Test
  void connectionString_goesWithoutAddress() {
    var credentials = new AzureCredentials.ConnectionString(new Secret("AccountName=me"));
    assertThat(
            AzureMapping.of(
                new Destination.Azure("logs", "", new AzureConnection(credentials, null))))
        .isEqualTo(
            new AzureSettings(
                Optional.empty(), "logs", new AzureLogin.ConnectionString("AccountName=me")));
  }

  @Test
  void credentials_keepTheirParts() {
    assertThat(mapped(new AzureCredentials.SharedKey("me", new Secret("key"))))
        .isEqualTo(
            new AzureSettings(Optional.of(URL), "logs", new AzureLogin.SharedKey("me", "key")));
    assertThat(mapped(new AzureCredentials.SharedAccessSignature(new Secret("sig=1"))).login())
        .isEqualTo(new AzureLogin.SharedAccessSignature("sig=1"));
    assertThat(
            mapped(
                    new AzureCredentials.ClientSecret(
                        "tenant", "id", new Secret("secret"), null, List.of("*")))
                .login())
        .isEqualTo(
            new AzureLogin.ClientSecret("tenant", "id", "secret", Optional.empty(), List.of("*")));
  }

  @Test
  void defaultChain_emptyMeansNotSaid() {
    assertThat(mapped(new AzureCredentials.DefaultChain("", "tenant")).login())
        .isEqualTo(new AzureLogin.DefaultChain(Optional.empty(), Optional.of("tenant")));
  }
}
