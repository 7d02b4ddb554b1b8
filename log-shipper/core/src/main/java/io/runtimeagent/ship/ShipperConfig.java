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
/// `canary`: whether to prove at start that the store honours conditions. `localRetention`: a log
/// not written for that long is deleted once its object is proven equal.
public record ShipperConfig(
    Path logFolder,
    String keyPrefix,
    Freshness freshness,
    List<String> include,
    List<String> exclude,
    Optional<Path> stateDir,
    Optional<Duration> ignoreOlder,
    Optional<Duration> localRetention,
    Canary canary,
    ShipperLimits limits) {

  public ShipperConfig {
    Objects.requireNonNull(logFolder, "logFolder");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /// Whether a canary object is written when shipping begins.
  public enum Canary {
    AT_START,
    /// For what lives for one task only: the proof would cost more than the log.
    NONE
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
        canary,
        limits);
  }

  /// The same with or without a canary.
  public ShipperConfig with(Canary asked) {
    return new ShipperConfig(
        logFolder,
        keyPrefix,
        freshness,
        include,
        exclude,
        stateDir,
        ignoreOlder,
        localRetention,
        asked,
        limits);
  }

  /// Where helper objects stand: temporary ones, leases, canaries.
  public String helperPrefix() {
    return keyPrefix + ".runtime-agent/";
  }
}
