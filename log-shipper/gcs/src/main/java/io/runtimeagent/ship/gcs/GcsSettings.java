package io.runtimeagent.ship.gcs;

import java.net.URI;
import java.util.Optional;

/// A bucket, and how to get there.
///
/// `keyPrefix` is the base of all logs, empty or ending with `/`: helper objects stand below it, in
/// `.runtime-agent/`. `endpoint` is Google's own unless an emulator or a private endpoint is meant.
public record GcsSettings(
    String bucket,
    String keyPrefix,
    Optional<URI> endpoint,
    Optional<String> project,
    GcsAccess access) {

  private static final URI GOOGLE = URI.create("https://storage.googleapis.com");

  public GcsSettings {
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("The bucket has no name.");
    }
    if (!keyPrefix.isEmpty() && !keyPrefix.endsWith("/")) {
      throw new IllegalArgumentException("The key prefix does not end with '/': " + keyPrefix);
    }
    endpoint.ifPresent(GcsSettings::check);
  }

  /// Where requests go, without a slash at the end.
  String host() {
    String host = endpoint.orElse(GOOGLE).toString();
    return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
  }

  private static void check(URI endpoint) {
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!http || endpoint.getHost() == null) {
      throw new IllegalArgumentException("Not an http or https address: " + endpoint);
    }
  }
}
