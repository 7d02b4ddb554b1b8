package io.runtimeagent.ship.gcs;

import java.util.List;
import java.util.Optional;

/// How requests are authorized. No scopes stand for [#READ_WRITE].
///
/// The last account of `impersonationChain` is the one to act as; those before it pass the right on
/// to the next one. `quotaProject` is billed for requests, also those to a bucket whose requesters
/// pay.
public record GcsAccess(
    GcsCredentials credentials,
    List<String> impersonationChain,
    List<String> scopes,
    Optional<String> quotaProject) {

  /// What Airflow's own log handler asks for: objects, not buckets.
  public static final String READ_WRITE = "https://www.googleapis.com/auth/devstorage.read_write";

  public GcsAccess {
    impersonationChain = List.copyOf(impersonationChain);
    scopes = scopes.isEmpty() ? List.of(READ_WRITE) : List.copyOf(scopes);
  }

  public static GcsAccess of(GcsCredentials credentials) {
    return new GcsAccess(credentials, List.of(), List.of(), Optional.empty());
  }
}
