package io.runtimeagent.ship.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.Configuration;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.net.URI;

/// Credentials of Microsoft Entra. The SDK's own default chain also asks what only developers'
/// desktops have, which takes libraries and time.
final class AzureTokens {
  private AzureTokens() {}

  static TokenCredential of(AzureLogin.ClientSecret login, HttpClient client) {
    var builder =
        new ClientSecretCredentialBuilder()
            .httpClient(client)
            .tenantId(login.tenantId())
            .clientId(login.clientId())
            .clientSecret(login.secret())
            .additionallyAllowedTenants(login.additionalTenants());
    login.authority().map(URI::toString).ifPresent(builder::authorityHost);
    return builder.build();
  }

  static TokenCredential of(AzureLogin.DefaultChain login, HttpClient client) {
    var chain =
        new ChainedTokenCredentialBuilder()
            .addLast(new EnvironmentCredentialBuilder().httpClient(client).build());
    if (Configuration.getGlobalConfiguration().contains("AZURE_FEDERATED_TOKEN_FILE")) {
      var workload = new WorkloadIdentityCredentialBuilder().httpClient(client);
      login.workloadIdentityTenantId().ifPresent(workload::tenantId);
      chain.addLast(workload.build());
    }
    var managed = new ManagedIdentityCredentialBuilder().httpClient(client).maxRetry(2);
    login.managedIdentityClientId().ifPresent(managed::clientId);
    return chain
        .addLast(managed.build())
        .addLast(new AzureCliCredentialBuilder().httpClient(client).build())
        .build();
  }
}
