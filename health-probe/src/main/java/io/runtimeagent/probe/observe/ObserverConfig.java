package io.runtimeagent.probe.observe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom to ask, and for what. `api` and `database` are null where nothing is known of them.
public record ObserverConfig(
    String dagId,
    Source source,
    ScheduleFallback fallback,
    @Nullable ApiAccess api,
    @Nullable DatabaseAccess database) {
  /// `AUTO` takes what works.
  public enum Source {
    AUTO,
    API,
    DATABASE
  }

  public ObserverConfig {
    Objects.requireNonNull(dagId, "dagId");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(fallback, "fallback");
  }
}
