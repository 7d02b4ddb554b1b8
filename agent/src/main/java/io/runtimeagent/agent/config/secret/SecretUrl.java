package io.runtimeagent.agent.config.secret;

import java.net.URI;
import java.util.Objects;

/// A URL that carries a credential, in its user info, its path (Slack) or its query.
///
/// Its `toString` shows scheme, host and port, so that a person can tell which service is meant.
public final class SecretUrl {
  private final URI uri;

  public SecretUrl(URI uri) {
    this.uri = Objects.requireNonNull(uri, "uri");
  }

  /// The URL itself; only for the one who calls it.
  public URI reveal() {
    return uri;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretUrl that && uri.equals(that.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return Masking.serviceOf(uri);
  }
}
