package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.secret.Masking;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How much of a value may be shown.
enum Visibility {
  /// All of it; credentials that strayed into a URL are masked all the same.
  OPEN {
    @Override
    String show(String value) {
      return Masking.ofUrl(value);
    }
  },
  /// Of URLs that carry credentials, which service is meant.
  SERVICE {
    @Override
    String show(String value) {
      return Arrays.stream(value.split(","))
          .map(Visibility::service)
          .collect(Collectors.joining(","));
    }
  },
  /// Nothing but that there is one.
  HIDDEN {
    @Override
    String show(String value) {
      return Masking.MASK;
    }
  };

  abstract String show(String value);

  private static String service(String url) {
    try {
      return Masking.serviceOf(new URI(url.strip()));
    } catch (URISyntaxException _) {
      return Masking.MASK;
    }
  }
}
