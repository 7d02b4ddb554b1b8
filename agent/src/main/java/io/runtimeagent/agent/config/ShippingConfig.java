package io.runtimeagent.agent.config;

import io.runtimeagent.ship.pace.Freshness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is shipped, where to and how soon. A limit that is null is off.
public record ShippingConfig(
    Path logFolder,
    Destination destination,
    Freshness freshness,
    List<String> include,
    List<String> exclude,
    Duration drainTimeout,
    @Nullable Duration ignoreOlder,
    @Nullable Duration localRetention) {

  public ShippingConfig {
    Objects.requireNonNull(logFolder, "logFolder");
    Objects.requireNonNull(destination, "destination");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
