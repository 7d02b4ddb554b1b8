package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How Google Cloud Storage is reached. What is null or empty is left to the SDK.
///
/// `impersonated` is the chain of service accounts: the last is the one whose rights count, those
/// before it are the delegates that lead there.
public record GcsConnection(
    GcsCredentials credentials,
    List<String> impersonated,
    List<String> scopes,
    @Nullable String project,
    @Nullable String quotaProject,
    @Nullable URI endpoint)
    implements StoreConnection {

  public GcsConnection {
    Objects.requireNonNull(credentials, "credentials");
    impersonated = List.copyOf(impersonated);
    scopes = List.copyOf(scopes);
  }
}
