package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.discover.DiscoveryListener;
import io.runtimeagent.ship.engine.LogWorker.Next;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Works on every log that is due, several at a time and never two at once on the same log.
public final class Engine implements AutoCloseable {
  private static final Duration AFTER_CRASH = Duration.ofSeconds(30);

  private final EngineParts parts;
  private final DueQueue queue;
  private final LogWorker worker;
  private final Sightings sightings;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("shipper-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition landed = lock.newCondition();
  private long landings;

  public Engine(Shop shop, EngineSettings settings) {
    var surroundings = new EngineParts.Surroundings(shop.timing(), shop.listener());
    this.parts = EngineParts.of(shop.folder(), shop.store(), settings, surroundings);
    this.queue = new DueQueue(shop.timing().nanoTime());
    this.worker = new LogWorker(parts);
    this.sightings =
        new Sightings(parts, new Sightings.Flights(this::due, this::waits, this::land));
  }

  /// What an engine works on and with.
  public record Shop(LogFolder folder, ObjectStore store, Timing timing, ShipListener listener) {}

  public void start() {
    // No virtual one: it waits for a time or a signal hundreds of times a second.
    Thread.ofPlatform().daemon().name("dispatcher").start(this::dispatch);
  }

  /// Takes in what is known from before, by paths.
  public void restore(Map<String, LogCheckpoint> checkpoints) {
    sightings.restore(checkpoints);
  }

  /// Who is to be told of the logs there are.
  public DiscoveryListener sightings() {
    return sightings;
  }

  /// From now until `release`, logs that are found wait for it, but for those being written.
  public void gather() {
    sightings.gather();
  }

  /// Lets the logs go that were gathered, once it is known what is stored of them.
  public void release() {
    threads.execute(sightings.release());
  }

  /// A new walk begins: logs that it does not come by are looked at, since they may be gone.
  public void walkBegins() {
    sightings.walkBegins();
  }

  public void walkEnds() {
    sightings.walkEnds();
  }

  /// What is known of all logs, for the next process.
  public Map<String, LogCheckpoint> checkpoint() {
    var logs = new HashMap<String, LogCheckpoint>();
    for (TrackedLog log : parts.logs().all()) {
      Standing.keep(log.state).ifPresent(kept -> logs.put(log.path.value(), kept));
    }
    return logs;
  }

  private void due(TrackedLog log) {
    log.changedInFlight = true;
    log.drained = false;
    queue.add(log, parts.now());
  }

  private void waits(TrackedLog log) {
    queue.add(log, Math.max(worker.expect(log), parts.now()));
  }

  private void dispatch() {
    try {
      while (true) {
        parts.limit().take();
        TrackedLog log = queue.take();
        if (log == null) {
          return;
        }
        if (!begins(log)) {
          parts.limit().give();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      // Closed between taking a log and beginning with it: the next process does.
      return;
    }
  }

  /// Begins to work on a log that is due, unless another has its flight or it has grown since: then
  /// it is due later, which costs no thread.
  private boolean begins(TrackedLog log) {
    if (!takeFlight(log)) {
      return false;
    }
    OptionalLong later = worker.putOff(log);
    if (later.isEmpty()) {
      threads.execute(() -> fly(log));
      return true;
    }
    queue.add(log, later.getAsLong());
    land(log);
    return false;
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
        due(log);
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
