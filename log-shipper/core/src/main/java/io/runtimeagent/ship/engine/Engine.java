package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.discover.DiscoveryListener;
import io.runtimeagent.ship.discover.LogFilter;
import io.runtimeagent.ship.engine.LogWorker.Next;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Works on every log that is due, several at a time and never two at once on the same log.
public final class Engine implements DiscoveryListener, AutoCloseable {
  private static final Duration NEWBORN = Duration.ofSeconds(30);
  private static final Duration AFTER_CRASH = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final DueQueue queue;
  private final LogWorker worker;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("shipper-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition landed = lock.newCondition();
  private long landings;
  private final AtomicInteger walk = new AtomicInteger();
  private volatile Map<String, LogCheckpoint> known = Map.of();
  private volatile @Nullable FirstPass firstPass;

  public Engine(Shop shop, EngineSettings settings) {
    var surroundings = new EngineParts.Surroundings(shop.timing(), shop.listener());
    this.parts = EngineParts.of(shop.folder(), shop.store(), settings, surroundings);
    this.queue = new DueQueue(shop.timing().nanoTime());
    this.worker = new LogWorker(parts);
  }

  /// What an engine works on and with.
  public record Shop(LogFolder folder, ObjectStore store, Timing timing, ShipListener listener) {}

  public void start() {
    threads.execute(this::dispatch);
  }

  /// Takes in what is known from before, by paths.
  public void restore(Map<String, LogCheckpoint> checkpoints) {
    known = checkpoints;
  }

  /// What is known of all logs, for the next process.
  public Map<String, LogCheckpoint> checkpoint() {
    var logs = new HashMap<String, LogCheckpoint>();
    for (TrackedLog log : parts.logs().all()) {
      Standing.keep(log.state).ifPresent(kept -> logs.put(log.path.value(), kept));
    }
    return logs;
  }

  /// From now until `release`, logs that are found wait for it, but for those being written.
  public void gather() {
    firstPass = new FirstPass(parts, log -> due(log, parts.now()));
  }

  /// Lets the logs go that were gathered, once it is known what is stored of them.
  public void release() {
    FirstPass gathered = firstPass;
    firstPass = null;
    known = Map.of();
    if (gathered != null) {
      threads.execute(gathered::run);
    }
  }

  /// A new walk begins: logs that it does not come by are looked at, since they may be gone.
  public void walkBegins() {
    int unused = walk.incrementAndGet();
  }

  public void walkEnds() {
    for (TrackedLog log : parts.logs().all()) {
      if (log.walk != walk.get()) {
        log.unshipped = log.unshipped == UnshippedReason.BAD_NAME ? null : log.unshipped;
        due(log, parts.now());
      }
    }
  }

  @Override
  public void found(LogFilter.Part part, LogAttributes attributes) {
    TrackedLog log = parts.logs().find(part.log()).orElse(null);
    if (log == null) {
      if (ignored(part.log(), attributes)) {
        return;
      }
      log = track(part.log(), attributes);
    }
    log.walk = walk.get();
    log.foundModified = attributes.modifiedNanos();
    boolean same = part.rotation() > 0 ? rotationKnown(log, part) : unchanged(log, attributes);
    FirstPass gathering = firstPass;
    if (!same && gathering != null && log.seenSize < 0) {
      gathering.found(log);
    } else if (!same && !log.listing) {
      due(log, parts.now());
    }
  }

  private static boolean rotationKnown(TrackedLog log, LogFilter.Part part) {
    return !log.rotated(part.rotation());
  }

  private static boolean unchanged(TrackedLog log, LogAttributes attributes) {
    return log.seenInode == attributes.identity().inode()
        && log.seenModified == attributes.modifiedNanos()
        && log.seenSize >= attributes.size();
  }

  @Override
  public void changed(LogFilter.Part part) {
    Optional<TrackedLog> known = parts.logs().find(part.log());
    if (known.isEmpty()) {
      parts
          .folder()
          .look(part.log())
          .ifPresentOrElse(attributes -> found(part, attributes), () -> appeared(part));
      return;
    }
    TrackedLog log = known.get();
    if (part.rotation() > 0) {
      boolean unused = log.rotated(part.rotation());
    }
    if (log.pendingSince != 0 && part.rotation() == 0 && !log.held.isEmpty()) {
      log.changedAt = parts.now();
    }
    due(log, parts.now());
  }

  /// A rotated file without its log, or something at the log's path that is no file.
  private void appeared(LogFilter.Part part) {
    if (part.rotation() > 0) {
      parts
          .folder()
          .look(new LogPath(part.log().value() + "." + part.rotation()))
          .ifPresent(attributes -> found(part, attributes));
    } else if (parts.folder().open(part.log()) instanceof Opening.Linked(String detail)) {
      unusable(part.log(), UnshippedReason.SYMLINK, detail);
    }
  }

  @Override
  public void unusable(LogPath path, UnshippedReason reason, String detail) {
    TrackedLog log = parts.logs().track(path, p -> fresh(p, MirrorState.unknown(), parts.now()));
    log.walk = walk.get();
    log.lastTrouble = detail;
    log.drained = true;
    if (log.unshipped != reason) {
      log.unshipped = reason;
      parts.tell(new ShipEvent.LogUnshipped(path, reason, detail));
    }
  }

  private boolean ignored(LogPath path, LogAttributes attributes) {
    Optional<Duration> older = parts.settings().ignoreOlder();
    return older.isPresent()
        && !known.containsKey(path.value())
        && parts.ageNanos(attributes.modifiedNanos(), older.get()) >= older.get().toNanos();
  }

  private TrackedLog track(LogPath path, LogAttributes attributes) {
    LogCheckpoint checkpoint = known.get(path.value());
    MirrorState state = parts.logs().recall(path).orElseGet(() -> standing(checkpoint, attributes));
    parts.tell(new ShipEvent.LogFound(path));
    TrackedLog log = parts.logs().track(path, p -> fresh(p, state, parts.bornAt(attributes)));
    if (checkpoint != null && checkpoint.complete(attributes.size())) {
      log.seenSize = attributes.size();
      log.seenModified = checkpoint.files().getFirst().modifiedNanos();
      log.seenInode = checkpoint.files().getFirst().inode();
      log.drained = true;
    }
    return log;
  }

  /// A log that was born a moment ago has no object most likely.
  private MirrorState standing(@Nullable LogCheckpoint checkpoint, LogAttributes attributes) {
    if (checkpoint != null) {
      return Standing.restore(checkpoint);
    }
    boolean born = parts.ageNanos(attributes.createdNanos(), NEWBORN) < NEWBORN.toNanos();
    return born && firstPass == null ? MirrorState.expectedAbsent() : MirrorState.unknown();
  }

  private static TrackedLog fresh(LogPath path, MirrorState state, long bornAt) {
    return new TrackedLog(path, state, bornAt);
  }

  private void due(TrackedLog log, long at) {
    log.changedInFlight = true;
    log.drained = false;
    queue.add(log, at);
  }

  private void dispatch() {
    try {
      while (true) {
        parts.limit().take();
        TrackedLog log = queue.take();
        if (log == null) {
          return;
        }
        if (takeFlight(log)) {
          threads.execute(() -> fly(log));
        } else {
          parts.limit().give();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whoever has the flight looks for changes once more when it lands: none is missed.
  private static boolean takeFlight(TrackedLog log) {
    if (log.takeFlight()) {
      return true;
    }
    log.changedInFlight = true;
    return log.takeFlight();
  }

  /// The top of a worker: whatever goes wrong with one log stays with that log.
  private void fly(TrackedLog log) {
    try {
      schedule(log, worker.work(log));
    } catch (IOException e) {
      schedule(log, Next.at(parts.now() + Duration.ofSeconds(1).toNanos()));
      parts.progress().failed(log.path, String.valueOf(e));
      parts.tell(new ShipEvent.AttemptFailed(log.path, "read", String.valueOf(e)));
    } catch (RuntimeException e) {
      schedule(log, Next.at(parts.now() + AFTER_CRASH.toNanos()));
      parts.progress().failed(log.path, String.valueOf(e));
      parts.tell(new ShipEvent.AttemptFailed(log.path, "bug", String.valueOf(e)));
    } finally {
      land(log);
      parts.limit().give();
      giveWay();
    }
  }

  private void schedule(TrackedLog log, Next next) {
    next.dueAt().ifPresent(at -> queue.add(log, at));
  }

  private void land(TrackedLog log) {
    log.land();
    if (log.changedInFlight) {
      queue.add(log, parts.now());
    }
    lock.lock();
    try {
      landings++;
      landed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Closes the files of logs that were not looked at for longest when too many are open.
  private void giveWay() {
    Optional<TrackedLog> surplus = parts.openFiles().surplus();
    while (surplus.isPresent() && surplus.get().takeFlight()) {
      TrackedLog log = surplus.get();
      try {
        worker.release(log);
      } catch (IOException e) {
        parts.tell(new ShipEvent.AttemptFailed(log.path, "close", String.valueOf(e)));
      } finally {
        land(log);
      }
      surplus = parts.openFiles().surplus();
    }
  }

  @Override
  public void close() {
    queue.close();
    threads.shutdown();
  }

  /// From now on everything is stored at once, up to the sizes that the logs have when they are
  /// looked at next.
  public Draining drain() {
    parts.drain().set(true);
    for (TrackedLog log : parts.logs().all()) {
      log.drained = false;
      if (!log.complete()) {
        due(log, parts.now());
      }
    }
    return new Draining(parts, this::awaitLanding);
  }

  /// Like `drain`, for logs that are still to be found.
  public Draining drainFromStart() {
    parts.drain().set(true);
    return new Draining(parts, this::awaitLanding);
  }

  public EngineStatus status() {
    return EngineStatus.of(parts);
  }

  /// Waits until a worker has finished with a log, or a moment.
  private void awaitLanding() throws InterruptedException {
    lock.lock();
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
      long before = landings;
      while (landings == before && System.nanoTime() < until) {
        long unused = landed.awaitNanos(until - System.nanoTime());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Nothing notifies of changes: logs that changed lately are polled.
  public void poll() {
    parts.polling().set(true);
  }
}
