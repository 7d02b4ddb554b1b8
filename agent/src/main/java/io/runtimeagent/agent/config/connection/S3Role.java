package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  /// What the session is called and what it may do; null and empty are left to the token service.
  record Session(
      String name,
      @Nullable Duration duration,
      @Nullable String policy,
      List<String> policyArns,
      Map<String, String> tags,
      List<String> transitiveTagKeys,
      @Nullable String sourceIdentity) {
    public Session {
      policyArns = List.copyOf(policyArns);
      tags = Map.copyOf(tags);
      transitiveTagKeys = List.copyOf(transitiveTagKeys);
    }
  }
}
