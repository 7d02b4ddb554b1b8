package io.runtimeagent.ship.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Who writes, and how that is proven. Nothing of it is ever printed.
public sealed interface S3Credentials {
  /// An access key as it stands in a connection.
  record StaticKeys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
      implements S3Credentials {
    @Override
    public String toString() {
      return "StaticKeys[" + accessKeyId + "]";
    }
  }

  /// The SDK's default chain: environment, web identity, profile, container, instance.
  record DefaultChain() implements S3Credentials {}

  /// A profile of the shared configuration files.
  record Profile(String name) implements S3Credentials {}

  /// A role that `base` may assume; `duration` is the session's. `stsEndpoint` is for networks that
  /// reach STS elsewhere.
  record AssumeRole(
      S3Credentials base,
      String roleArn,
      String sessionName,
      Optional<String> externalId,
      Optional<Duration> duration,
      Optional<URI> stsEndpoint)
      implements S3Credentials {}

  /// A role assumed with the token in a file, which is read anew for every session.
  record WebIdentity(
      String roleArn,
      String sessionName,
      Path tokenFile,
      Optional<Duration> duration,
      Optional<URI> stsEndpoint)
      implements S3Credentials {}
}
