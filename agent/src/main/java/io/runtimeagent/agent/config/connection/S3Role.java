package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A role that is taken on before S3 is asked.
public sealed interface S3Role {

  String arn();

  Session session();

  /// Where the token service is; null for the one of the region.
  @Nullable URI stsEndpoint();

  record Assumed(
      String arn, Session session, @Nullable URI stsEndpoint, @Nullable String externalId)
      implements S3Role {}

  /// `tokenFile` is read anew each time, because its content is rotated.
  record WebIdentity(String arn, Session session, @Nullable URI stsEndpoint, Path tokenFile)
      implements S3Role {}

  /// What the session is called and how long it lasts; null is left to the token service.
  record Session(String name, @Nullable Duration duration) {}
}
