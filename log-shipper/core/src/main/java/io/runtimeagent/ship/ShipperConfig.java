package io.runtimeagent.ship;

import io.runtimeagent.ship.pace.Freshness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a log shipper has to be told.
///
/// `keyPrefix` goes literally before a log's path below `logFolder` (it ends with `/` where one
/// belongs there). `include` and `exclude` are globs relative to the log folder; `exclude` adds to
/// the built-in list. `stateDir` may be absent, lost or unwritable: then a restart costs a request
/// per log. `ignoreOlder`: logs not written for that long are not looked at when there is no state.
/// `localRetention`: a log not written for that long is deleted once its object is proven equal.
public record ShipperConfig(
    Path logFolder,
    String keyPrefix,
    Freshness freshness,
    List<String> include,
    List<String> exclude,
    Optional<Path> stateDir,
    Optional<Duration> ignoreOlder,
    Optional<Duration> localRetention,
    ShipperLimits limits) {

  public ShipperConfig {
    Objects.requireNonNull(logFolder, "logFolder");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /// The same with another log folder.
  public ShipperConfig from(Path folder) {
    return new ShipperConfig(
        folder,
        keyPrefix,
        freshness,
        include,
        exclude,
        stateDir,
        ignoreOlder,
        localRetention,
        limits);
  }

  /// Where helper objects stand: temporary ones, leases, canaries.
  public String helperPrefix() {
    return keyPrefix + ".runtime-agent/";
  }
}
