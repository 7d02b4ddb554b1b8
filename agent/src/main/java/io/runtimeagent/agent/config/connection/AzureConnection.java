package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How Azure Blob Storage is reached. `serviceUrl` is null when a connection string says it.
public record AzureConnection(AzureCredentials credentials, @Nullable URI serviceUrl)
    implements StoreConnection {
  private static final String NAME = "AccountName=";

  public AzureConnection {
    Objects.requireNonNull(credentials, "credentials");
    if (serviceUrl == null && !(credentials instanceof AzureCredentials.ConnectionString)) {
      throw new IllegalArgumentException("Only a connection string can do without a service URL.");
    }
  }

  /// Which account it is: the host of its address, or its name; empty when neither is known.
  public String account() {
    if (serviceUrl != null) {
      return Objects.requireNonNullElse(serviceUrl.getAuthority(), "");
    }
    return switch (credentials) {
      case AzureCredentials.ConnectionString(Secret text) -> account(text.reveal());
      case AzureCredentials.SharedKey _,
          AzureCredentials.SharedAccessSignature _,
          AzureCredentials.ClientSecret _,
          AzureCredentials.DefaultChain _ ->
          "";
    };
  }

  private static String account(String connectionString) {
    return Arrays.stream(connectionString.split(";"))
        .filter(part -> part.regionMatches(true, 0, NAME, 0, NAME.length()))
        .map(part -> part.substring(NAME.length()))
        .findFirst()
        .orElse("");
  }
}
