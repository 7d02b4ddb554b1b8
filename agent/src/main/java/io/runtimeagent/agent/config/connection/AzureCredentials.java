package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// With whose rights Azure Blob Storage is asked.
public sealed interface AzureCredentials {

  record ConnectionString(Secret text) implements AzureCredentials {}

  /// `account` is the storage account's name, `key` its key in base64.
  record SharedKey(String account, Secret key) implements AzureCredentials {}

  /// The query of a shared access signature, without `?`.
  record SharedAccessSignature(Secret query) implements AzureCredentials {}

  /// An application of the directory `tenantId`; `authority` is null for the public cloud's.
  record ClientSecret(
      String tenantId,
      String clientId,
      Secret secret,
      @Nullable URI authority,
      List<String> additionalTenants)
      implements AzureCredentials {
    public ClientSecret {
      additionalTenants = List.copyOf(additionalTenants);
    }
  }

  /// Whatever the vendor's default chain finds; the ids narrow its choice, empty means not said.
  record DefaultChain(String managedIdentityClientId, String workloadIdentityTenantId)
      implements AzureCredentials {}
}
