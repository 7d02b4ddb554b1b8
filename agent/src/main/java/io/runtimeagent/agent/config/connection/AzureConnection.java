package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How Azure Blob Storage is reached. `serviceUrl` is null when a connection string says it.
public record AzureConnection(AzureCredentials credentials, @Nullable URI serviceUrl)
    implements StoreConnection {

  public AzureConnection {
    Objects.requireNonNull(credentials, "credentials");
    if (serviceUrl == null && !(credentials instanceof AzureCredentials.ConnectionString)) {
      throw new IllegalArgumentException("Only a connection string can do without a service URL.");
    }
  }
}
