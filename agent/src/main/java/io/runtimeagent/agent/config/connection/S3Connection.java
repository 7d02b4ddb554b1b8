package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How S3, or a store that speaks its protocol, is reached.
///
/// What is null is left to the SDK: the region to its chain, the endpoint to the region. `role` is
/// taken on with the rights of `credentials`; null when there is none.
public record S3Connection(
    S3Credentials credentials,
    @Nullable S3Role role,
    @Nullable String region,
    @Nullable URI endpoint,
    S3Addressing addressing,
    TlsTrust trust,
    S3Encryption encryption,
    @Nullable String storageClass,
    S3PayloadSigning payloadSigning,
    Proxies proxies)
    implements StoreConnection {
  private static final URI AMAZON = URI.create("https://s3.amazonaws.com");

  public S3Connection {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(addressing, "addressing");
    Objects.requireNonNull(trust, "trust");
    Objects.requireNonNull(encryption, "encryption");
    Objects.requireNonNull(payloadSigning, "payloadSigning");
    Objects.requireNonNull(proxies, "proxies");
  }

  /// The proxy on the way to S3; nothing when it is reached directly.
  public Optional<SecretUrl> proxy() {
    return proxies.forAddress(endpoint == null ? AMAZON : endpoint);
  }

  /// The SDK's own chain for everything.
  public static S3Connection byDefaultChain() {
    return new S3Connection(
        new S3Credentials.DefaultChain(),
        null,
        null,
        null,
        S3Addressing.AUTO,
        new TlsTrust.Default(),
        new S3Encryption.BucketDefault(),
        null,
        S3PayloadSigning.WHEN_NEEDED,
        Proxies.none());
  }
}
