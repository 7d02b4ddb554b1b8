package io.runtimeagent.ship;

import io.runtimeagent.ship.checkpoint.CheckpointFile;
import io.runtimeagent.ship.discover.Discovery;
import io.runtimeagent.ship.discover.LogFilter;
import io.runtimeagent.ship.engine.Draining;
import io.runtimeagent.ship.engine.Engine;
import io.runtimeagent.ship.engine.EngineSettings;
import io.runtimeagent.ship.engine.EngineStatus;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The time during which one shipper works on a log folder: discovery, engine, and the checkpoint.
/// Once over, it does not come back.
final class Tenure implements AutoCloseable {
  private static final Duration WALK = Duration.ofSeconds(60);
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(2);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
  private static final Duration RETENTION = Duration.ofHours(1);
  private static final Duration CHECKPOINT = Duration.ofSeconds(20);

  private final ShipperParts parts;
  private final Engine engine;
  private final Discovery discovery;
  private final Optional<CheckpointFile> checkpoint;
  private final Optional<Retention> retention;
  private long walkedAt;
  private long walkTook;
  private long checkpointAt;
  private long checkpointBytes;
  private long retainedAt;
  private boolean told;
  private volatile boolean firstPassDone;

  Tenure(ShipperConfig config, ObjectStore store, ShipperParts parts, Optional<CheckpointFile> at) {
    this.parts = parts;
    var timing = new Timing(parts.wallClock(), parts.nanoTime(), parts.random());
    var shop = new Engine.Shop(new LogFolder(config.logFolder()), store, timing, parts.listener());
    this.engine =
        new Engine(
            shop,
            new EngineSettings(
                config.keyPrefix(),
                config.freshness(),
                config.limits().maxWriteBytes(),
                config.limits().concurrency(),
                config.limits().maxOpenFiles(),
                config.ignoreOlder()));
    var filter = new LogFilter(config.include(), config.exclude());
    this.discovery =
        new Discovery(config.logFolder(), filter, engine.sightings(), parts.listener());
    this.checkpoint = at;
    this.retention = config.localRetention().map(age -> new Retention(config, age, store, parts));
  }

  /// How logs are to be noticed.
  enum Notice {
    WATCH,
    WALK_ONLY
  }

  /// Finds all logs and begins to work on them. Fails when the folder cannot be read; it is to be
  /// closed then.
  void begin(Notice notice) throws IOException {
    restore();
    engine.gather();
    engine.start();
    walk();
    engine.release();
    firstPassDone = true;
    checkpointAt = parts.nanoTime().getAsLong();
    retainedAt = checkpointAt - RETENTION.toNanos() + Duration.ofMinutes(1).toNanos();
    if (notice == Notice.WATCH) {
      watch();
    }
  }

  /// Watches are set by a second walk, which also sees what happened between the first one and its
  /// watch.
  private void watch() throws IOException {
    boolean unused = discovery.replaced();
    if (discovery.startWatching()) {
      // No virtual one: it wakes up for every burst of lines.
      Thread.ofPlatform().daemon().name("discovery").start(this::notice);
      walk();
    }
    if (!discovery.watching()) {
      engine.poll();
    }
  }

  private void notice() {
    try {
      discovery.awaitChanges();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restore() {
    if (checkpoint.isEmpty()) {
      return;
    }
    try {
      engine.restore(checkpoint.get().read());
    } catch (IOException e) {
      parts.listener().happened(new ShipEvent.CheckpointFailed(String.valueOf(e.getMessage())));
    }
  }

  /// Does what is due: called about every second.
  void tend() {
    long now = parts.nanoTime().getAsLong();
    if (!discovery.watching()) {
      engine.poll();
    }
    if (now - walkedAt >= walkInterval() || discovery.overflowed() || discovery.replaced()) {
      tryWalk();
    }
    if (retention.isPresent() && now - retainedAt >= RETENTION.toNanos()) {
      retainedAt = now;
      Thread.ofVirtual().name("retention").start(retention.get()::run);
    }
    if (now - checkpointAt >= CHECKPOINT.toNanos()) {
      checkpointAt = now;
      save();
    }
  }

  /// Without notification walks find new logs: as often as costs a fiftieth of a core.
  private long walkInterval() {
    return discovery.watching()
        ? WALK.toNanos()
        : Math.clamp(walkTook * 50, SHORTEST_POLL.toNanos(), LONGEST_POLL.toNanos());
  }

  private void tryWalk() {
    try {
      walk();
      told = false;
    } catch (IOException e) {
      walkedAt = parts.nanoTime().getAsLong();
      if (!told) {
        told = true;
        parts.listener().happened(new ShipEvent.FolderUnreadable(e.toString()));
      }
    }
  }

  private void walk() throws IOException {
    long from = parts.nanoTime().getAsLong();
    engine.walkBegins();
    discovery.walk();
    engine.walkEnds();
    walkedAt = parts.nanoTime().getAsLong();
    walkTook = walkedAt - from;
    int logs = (int) engine.status().trackedLogs();
    parts.listener().happened(new ShipEvent.FolderReconciled(logs, Duration.ofNanos(walkTook)));
  }

  /// Keeps the checkpoint, if anything was stored since it was kept last.
  void save() {
    long bytes = engine.status().progress().writes();
    if (checkpoint.isEmpty() || bytes == checkpointBytes) {
      return;
    }
    try {
      checkpoint.get().write(engine.checkpoint());
      checkpointBytes = bytes;
    } catch (IOException e) {
      parts.listener().happened(new ShipEvent.CheckpointFailed(String.valueOf(e.getMessage())));
    }
  }

  /// Takes the sizes of all logs and begins to store up to there.
  Draining drain() {
    Draining draining = engine.drain();
    tryWalk();
    return draining;
  }

  /// Begins in order to store what is there, and nothing after that.
  Draining beginOnce() throws IOException {
    Draining draining = engine.drainFromStart();
    begin(Notice.WALK_ONLY);
    return draining;
  }

  EngineStatus status() {
    return engine.status();
  }

  boolean firstPassDone() {
    return firstPassDone;
  }

  @Override
  public void close() {
    engine.close();
    try {
      discovery.close();
    } catch (IOException e) {
      parts.listener().happened(new ShipEvent.WatchUnavailable(String.valueOf(e.getMessage())));
    }
  }
}
