package io.runtimeagent.agent.config.connection;

import org.jspecify.annotations.Nullable;

/// How S3 is asked to encrypt what it stores.
public sealed interface S3Encryption {

  /// Nothing is asked: the bucket's own setting holds.
  record BucketDefault() implements S3Encryption {}

  /// With S3's own keys (`AES256`).
  record S3Managed() implements S3Encryption {}

  /// With a key of the key service (`aws:kms`); null is the account's default key.
  record Kms(@Nullable String keyId) implements S3Encryption {}
}
