package io.runtimeagent.ship;

import io.runtimeagent.ship.checkpoint.CheckpointFile;
import io.runtimeagent.ship.engine.Draining;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.lock.FolderLock;
import io.runtimeagent.ship.lock.FolderLock.Claim;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps objects equal to logs from `start` until `close`.
///
/// `close` publishes nothing: what is left is stored by `drain`, which has a deadline and says what
/// remains.
public final class LogShipper implements AutoCloseable {
  private static final long TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long SWEEP = TimeUnit.HOURS.toNanos(1);

  private final ShipperConfig config;
  private final ObjectStore store;
  private final ShipperParts parts;
  private final FolderLock folderLock;
  private final StoreCheck check;
  private final ConditionsProof proof;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private volatile @Nullable Tenure tenure;

  /// The fault that was told last: one that stays is not told each second.
  private String brokenBy = "";
  private volatile boolean standby;
  private volatile boolean absent;
  private boolean stop;
  private boolean ended = true;
  private boolean told;
  private long claimedAt;
  private long sweptAt;

  public LogShipper(ShipperConfig config, ObjectStore store, ShipperParts parts) {
    this.config = config;
    this.store = store;
    this.parts = parts;
    String name = ProcessHandle.current().pid() + " " + UUID.randomUUID();
    this.folderLock = new FolderLock(config.logFolder(), name, parts.nanoTime());
    this.check = new StoreCheck(store, config.helperPrefix(), parts.wallClock());
    this.proof = new ConditionsProof(check, parts.nanoTime(), parts.listener());
  }

  /// Begins to discover and ship, in threads of its own. The log folder need not exist yet.
  public void start() {
    lock.lock();
    try {
      ended = false;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("shipper").start(this::run);
  }

  private void run() {
    try {
      while (!pause()) {
        tryTick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.lock();
      try {
        ended = true;
        stopped.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Waits for the next tick, the first one being at once; true when it is time to stop.
  private boolean pause() throws InterruptedException {
    lock.lock();
    try {
      long left = claimedAt == 0 && !told ? 0 : TICK;
      while (left > 0 && !stop) {
        left = stopped.awaitNanos(left);
      }
      return stop;
    } finally {
      lock.unlock();
    }
  }

  /// The top of the loop: whatever goes wrong, shipping begins anew rather than ends.
  private void tryTick() {
    try {
      tick();
    } catch (RuntimeException e) {
      told = true;
      retire();
      if (!e.toString().equals(brokenBy)) {
        brokenBy = e.toString();
        parts.listener().happened(new ShipEvent.PassBroken(brokenBy));
      }
    }
  }

  private void tick() {
    Tenure current = tenure;
    if (!Files.isDirectory(config.logFolder())) {
      missing();
    } else if (current == null) {
      apply();
    } else if (hold()) {
      current.tend();
      prove();
      sweep();
    }
  }

  private void missing() {
    absent = true;
    if (!told) {
      told = true;
      parts
          .listener()
          .happened(new ShipEvent.FolderUnreadable(config.logFolder() + " does not exist."));
    }
  }

  /// Tries to become the one who ships.
  private void apply() {
    absent = false;
    switch (claim()) {
      case Claim.Held() -> begin();
      case Claim.TakenOver(String from) -> {
        parts
            .listener()
            .happened(new ShipEvent.StandbyEnded("The holder did not touch it: " + from));
        begin();
      }
      case Claim.Unlockable(String reason) -> {
        parts.listener().happened(new ShipEvent.LockUnavailable(reason));
        begin();
      }
      case Claim.Other(String holder) -> standBy(holder);
    }
  }

  private void begin() {
    if (standby) {
      standby = false;
      parts.listener().happened(new ShipEvent.StandbyEnded("The log folder is free."));
    }
    var next = new Tenure(config, store, parts, checkpointFile());
    tenure = next;
    try {
      next.begin(Tenure.Notice.WATCH);
      told = true;
    } catch (IOException e) {
      retire();
      parts.listener().happened(new ShipEvent.FolderUnreadable(e.toString()));
      told = true;
    }
  }

  private Optional<CheckpointFile> checkpointFile() {
    return config.stateDir().map(dir -> new CheckpointFile(dir, config.keyPrefix()));
  }

  private void standBy(String holder) {
    told = true;
    if (!standby) {
      standby = true;
      parts.listener().happened(new ShipEvent.StandbyBegan(holder));
    }
  }

  /// Keeps the lock; false when somebody else has it now.
  private boolean hold() {
    if (parts.nanoTime().getAsLong() - claimedAt < FolderLock.TOUCH.toNanos()) {
      return true;
    }
    if (claim() instanceof Claim.Other(String holder)) {
      retire();
      standBy(holder);
      return false;
    }
    return true;
  }

  private Claim claim() {
    claimedAt = parts.nanoTime().getAsLong();
    return folderLock.claim();
  }

  private void retire() {
    Tenure current = tenure;
    tenure = null;
    if (current != null) {
      current.close();
    }
  }

  private void prove() {
    if (config.canary() == ShipperConfig.Canary.AT_START) {
      proof.tend();
    }
  }

  /// What broken writes left behind is removed now and then; it does no harm until then.
  private void sweep() {
    long now = parts.nanoTime().getAsLong();
    if (sweptAt != 0 && now - sweptAt < SWEEP) {
      return;
    }
    sweptAt = now;
    Thread.ofVirtual()
        .name("sweeper")
        .start(
            () -> {
              try {
                int unused = store.sweep(config.keyPrefix()) + check.sweep();
              } catch (StoreException e) {
                parts.listener().happened(new ShipEvent.SweepFailed(e.failure().reason()));
              }
            });
  }

  /// What the shipper is doing now; quick enough to be asked at every scrape.
  public ShipperStatus status() {
    Tenure current = tenure;
    return current == null
        ? ShipperStatus.idle(idle(), proof.known())
        : ShipperStatus.of(
            current.status(), current.firstPassDone(), proof.known(), parts.wallClock());
  }

  private ShipperStatus.Idle idle() {
    if (standby) {
      return ShipperStatus.Idle.STANDBY;
    }
    return absent ? ShipperStatus.Idle.NO_FOLDER : ShipperStatus.Idle.STARTING;
  }

  /// Whether any log has grown within the given time.
  public boolean grewWithin(Duration time) {
    Tenure current = tenure;
    return current != null && current.status().sinceGrowthNanos() < time.toNanos();
  }

  /// Takes every log's size once and stores up to there, unterminated lines included. Growth after
  /// that is not waited for. A shipper that stands by takes over if it can, else has nothing to
  /// drain. Nothing is shipped afterwards.
  public DrainReport drain(Duration timeout) throws InterruptedException {
    end();
    if (tenure == null && Files.isDirectory(config.logFolder())) {
      apply();
    }
    Tenure current = tenure;
    if (current == null) {
      return new DrainReport(0, 0, List.of());
    }
    long before = current.status().progress().storedBytes();
    List<Draining.Left> left =
        current.drain().await(new Draining.Patience(timeout, timeout), _ -> {});
    current.save();
    long stored = current.status().progress().storedBytes() - before;
    return DrainReport.of(current.status().trackedLogs(), stored, left);
  }

  /// Ends the ticking, and waits until the last tick is over.
  private void end() throws InterruptedException {
    lock.lock();
    try {
      stop = true;
      stopped.signalAll();
      while (!ended) {
        stopped.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Tenure current = tenure;
    if (current != null) {
      current.save();
    }
    retire();
    proof.close();
    try {
      folderLock.close();
    } catch (IOException e) {
      parts.listener().happened(new ShipEvent.LockUnavailable(String.valueOf(e.getMessage())));
    }
  }
}
