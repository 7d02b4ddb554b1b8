package io.runtimeagent.agent.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How metrics and status are served. Port 0 means that they are not.
public record HttpConfig(
    String host, int port, boolean statusPublic, @Nullable Path webConfigFile) {

  public boolean isOff() {
    return port == 0;
  }
}
