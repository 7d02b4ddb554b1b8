package io.runtimeagent.agent.http;

import java.time.Duration;

/// Where to listen. `retryAfter` is the time between two attempts to take a port that is taken.
public record HttpConfig(String host, int port, Duration retryAfter) {

  public HttpConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Port " + port + " is none.");
    }
  }
}
