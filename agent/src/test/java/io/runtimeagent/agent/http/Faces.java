package io.runtimeagent.agent.http;

import io.runtimeagent.ship.testing.Await;
import java.time.Duration;

/// Starts a face and waits until it listens.
final class Faces {
  private Faces() {}

  static int start(HttpFace face) {
    face.start();
    Await.until(Duration.ofSeconds(20), "listening", () -> face.address().isPresent());
    return face.address().orElseThrow().getPort();
  }
}
