package io.runtimeagent.agent.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where to listen, and the file that says how. `retryAfter` is the time between two attempts to
/// take a port that is taken.
public record HttpConfig(String host, int port, Duration retryAfter, Optional<Path> webConfigFile) {

  public HttpConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Port " + port + " is none.");
    }
  }
}
