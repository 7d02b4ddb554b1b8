package io.runtimeagent.ship.azure;

import java.net.URI;
import java.util.Optional;

/// What an `AzureStore` has to be told.
///
/// `serviceUrl` is the storage account's blob address, an emulator's with the account as its path;
/// only a connection string can do without. Its query, if any, is sent with every request.
public record AzureSettings(Optional<URI> serviceUrl, String container, AzureLogin login) {

  public AzureSettings {
    if (serviceUrl.isEmpty() && !(login instanceof AzureLogin.ConnectionString)) {
      throw new IllegalArgumentException("The address of the storage account is missing.");
    }
    if (container.isEmpty()) {
      throw new IllegalArgumentException("The container is missing.");
    }
  }
}
