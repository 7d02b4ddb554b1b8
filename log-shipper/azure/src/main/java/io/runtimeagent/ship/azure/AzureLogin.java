package io.runtimeagent.ship.azure;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// With whose rights Azure Blob Storage is asked. As text no secret is told.
public sealed interface AzureLogin {

  record ConnectionString(String text) implements AzureLogin {
    @Override
    public String toString() {
      return "ConnectionString[***]";
    }
  }

  /// `account` may be empty where the service's address says it; `key` is in base64.
  record SharedKey(String account, String key) implements AzureLogin {
    @Override
    public String toString() {
      return "SharedKey[" + account + ", ***]";
    }
  }

  /// The query of a shared access signature, with or without `?`.
  record SharedAccessSignature(String query) implements AzureLogin {
    @Override
    public String toString() {
      return "SharedAccessSignature[***]";
    }
  }

  /// An application of the directory `tenantId`; without `authority` the public cloud's.
  record ClientSecret(
      String tenantId,
      String clientId,
      String secret,
      Optional<URI> authority,
      List<String> additionalTenants)
      implements AzureLogin {

    public ClientSecret {
      additionalTenants = List.copyOf(additionalTenants);
    }

    @Override
    public String toString() {
      return "ClientSecret[" + tenantId + ", " + clientId + ", ***]";
    }
  }

  /// What the environment says (`AZURE_...`), else workload identity, else managed identity, else
  /// the Azure CLI's login.
  record DefaultChain(
      Optional<String> managedIdentityClientId, Optional<String> workloadIdentityTenantId)
      implements AzureLogin {}
}
