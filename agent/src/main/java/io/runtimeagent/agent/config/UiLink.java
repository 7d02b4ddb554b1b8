package io.runtimeagent.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// A link beside the image tag on Airflow's pages.
public record UiLink(String title, URI url) {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  public UiLink {
    if (title.isBlank()) {
      throw new IllegalArgumentException("A link has no title.");
    }
  }

  static ValueType<UiLink> type() {
    return new ValueType<>(
        "links `Title=URL`, the URL with `http://`, `https://` or `mailto:`", UiLink::parse);
  }

  private static Optional<UiLink> parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0 || text.substring(0, equals).isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.substring(equals + 1).strip());
      return url.getScheme() != null && SCHEMES.contains(url.getScheme())
          ? Optional.of(new UiLink(text.substring(0, equals).strip(), url))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
