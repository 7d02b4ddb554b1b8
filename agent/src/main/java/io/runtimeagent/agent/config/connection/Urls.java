package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Addresses of servers in the fields of a connection.
final class Urls {
  private static final String ACCEPTED = "a URL of the form http://host or https://host:port.";

  private Urls() {}

  /// An absent field gives nothing, and so does a faulty one after it has been found.
  static Optional<URI> http(Extras extra, String name) {
    Optional<URI> url = extra.text(name).flatMap(Urls::http);
    if (url.isEmpty() && extra.has(name)) {
      extra.fault(name, ACCEPTED);
    }
    return url;
  }

  static Optional<URI> http(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean usable = http || "https".equalsIgnoreCase(uri.getScheme());
      return usable && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
