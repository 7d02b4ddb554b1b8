package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.pace.Freshness;
import java.time.Duration;
import java.util.Optional;

/// How an engine works. `maxWriteBytes` bounds what one write adds, `concurrency` how many logs are
/// worked on at once, `maxOpenFiles` how many are held open. `ignoreOlder`: logs of unknown
/// standing that were not written for that long are passed over.
public record EngineSettings(
    String keyPrefix,
    Freshness freshness,
    long maxWriteBytes,
    int concurrency,
    int maxOpenFiles,
    Optional<Duration> ignoreOlder) {}
