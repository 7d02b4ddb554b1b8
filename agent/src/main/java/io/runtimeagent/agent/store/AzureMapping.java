package io.runtimeagent.agent.store;

import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.connection.AzureConnection;
import io.runtimeagent.agent.config.connection.AzureCredentials;
import io.runtimeagent.ship.azure.AzureLogin;
import io.runtimeagent.ship.azure.AzureSettings;
import java.util.Optional;

/// The Azure Blob Storage store's own words for what the configuration says.
final class AzureMapping {
  private AzureMapping() {}

  static AzureSettings of(Destination.Azure destination) {
    AzureConnection connection = destination.connection();
    return new AzureSettings(
        Optional.ofNullable(connection.serviceUrl()),
        destination.container(),
        login(connection.credentials()));
  }

  private static AzureLogin login(AzureCredentials credentials) {
    return switch (credentials) {
      case AzureCredentials.ConnectionString(var text) ->
          new AzureLogin.ConnectionString(text.reveal());
      case AzureCredentials.SharedKey(var account, var key) ->
          new AzureLogin.SharedKey(account, key.reveal());
      case AzureCredentials.SharedAccessSignature(var query) ->
          new AzureLogin.SharedAccessSignature(query.reveal());
      case AzureCredentials.ClientSecret(
              var tenant,
              var client,
              var secret,
              var authority,
              var tenants) ->
          new AzureLogin.ClientSecret(
              tenant, client, secret.reveal(), Optional.ofNullable(authority), tenants);
      case AzureCredentials.DefaultChain(var identity, var workload) ->
          new AzureLogin.DefaultChain(said(identity), said(workload));
    };
  }

  private static Optional<String> said(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
