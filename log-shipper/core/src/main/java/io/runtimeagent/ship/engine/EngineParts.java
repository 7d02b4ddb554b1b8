package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.pace.Backoff;
import io.runtimeagent.ship.pace.RewriteBudget;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.ObjectStore;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the parts of one engine share.
record EngineParts(
    LogFolder folder,
    ObjectStore store,
    EngineSettings settings,
    Timing timing,
    ShipListener listener,
    LogTable logs,
    OpenFiles openFiles,
    StoreGate gate,
    ConcurrencyLimit limit,
    RewriteBudget rewrites,
    Progress progress,
    AtomicBoolean drain,
    AtomicBoolean polling) {

  private static final long POLL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long POLLED_NANOS = Duration.ofMinutes(5).toNanos();

  static EngineParts of(
      LogFolder folder, ObjectStore store, EngineSettings settings, Surroundings around) {
    Timing timing = around.timing();
    return new EngineParts(
        folder,
        store,
        settings,
        timing,
        around.listener(),
        new LogTable(),
        new OpenFiles(settings.maxOpenFiles()),
        new StoreGate(timing.random(), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20))),
        new ConcurrencyLimit(settings.concurrency()),
        new RewriteBudget(timing.nanoTime().getAsLong()),
        new Progress(timing.wallClock()),
        new AtomicBoolean(),
        new AtomicBoolean());
  }

  /// Clocks, chance, and who is told.
  record Surroundings(Timing timing, ShipListener listener) {}

  long now() {
    return timing.nanoTime().getAsLong();
  }

  boolean draining() {
    return drain.get();
  }

  void tell(ShipEvent event) {
    listener.happened(event);
  }

  /// The nanosecond time at which a file last changed, judged by its own time stamp, at most an
  /// hour ago.
  long changedAt(LogAttributes attributes) {
    return now() - ageNanos(attributes.modifiedNanos(), Duration.ofHours(1));
  }

  /// The nanosecond time at which a file was born, as far as its time stamp can be trusted.
  long bornAt(LogAttributes attributes) {
    return now() - ageNanos(attributes.createdNanos(), Duration.ofDays(1));
  }

  /// How long ago an instant on the wall clock was, between nothing and `most`.
  long ageNanos(long wallNanos, Duration most) {
    long millis = timing.wallClock().millis() - TimeUnit.NANOSECONDS.toMillis(wallNanos);
    return TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, most.toMillis()));
  }

  /// Where nothing notifies of changes, a log that changed lately is looked at every second.
  OptionalLong polls(TrackedLog log, long now) {
    return polling.get() && now - log.changedAt < POLLED_NANOS
        ? OptionalLong.of(now + POLL_NANOS)
        : OptionalLong.empty();
  }
}
