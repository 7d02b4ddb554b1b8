package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/// With whose rights S3 is asked.
public sealed interface S3Credentials {

  /// Environment, web identity, container, instance: whatever the SDK finds.
  record DefaultChain() implements S3Credentials {}

  /// Keys that stand in the connection; the token is there for temporary ones only.
  record Keys(Secret accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken)
      implements S3Credentials {}

  /// A profile of the shared credentials file.
  record Profile(String name) implements S3Credentials {}
}
