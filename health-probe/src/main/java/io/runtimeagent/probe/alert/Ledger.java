package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import io.runtimeagent.probe.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// The alert book of this process: each change is on disk before anybody acts on it. Where the disk
/// fails, the work goes on from memory.
final class Ledger {
  private static final String FILE = "alerts.json";
  private static final int VERSION = 1;

  /// A disk that failed is tried again this often.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final StateFile file;
  private final Timing timing;
  private final ProbeListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private AlertBook book = AlertBook.EMPTY;
  private BooleanSupplier leading = () -> false;
  private boolean unsaved;
  private long failedAt;
  private long version;

  Ledger(AlertDesk.Setup setup) {
    this.file = new StateFile(setup.stateDir(), FILE, VERSION);
    this.timing = setup.timing();
    this.listener = setup.listener();
  }

  /// What may be delivered now: `leading` says whether that includes the deployment's own alerts,
  /// `version` grows with each change.
  record View(AlertBook book, boolean leading, long version) {
    boolean delivers(Alert alert) {
      return leading || !alert.kind().shared();
    }
  }

  /// Goes on from the file.
  void open() {
    switch (file.read()) {
      case StateFile.Stored.Found(Json.Obj state) -> change(_ -> stored(state));
      case StateFile.Stored.Absent() -> {}
      case StateFile.Stored.SetAside(String words) ->
          listener.heard(new ProbeEvent.StateDiscarded(words));
    }
  }

  private static AlertBook stored(Json.Obj state) {
    return state.get("book") instanceof Json.Obj book ? BookJson.read(book) : AlertBook.EMPTY;
  }

  View view() {
    lock.lock();
    try {
      return new View(book, leading.getAsBoolean(), version);
    } finally {
      lock.unlock();
    }
  }

  /// `leads` is asked at every look, for it may end without a word: a process that was frozen finds
  /// its lease expired.
  void lead(BooleanSupplier leads) {
    lock.lock();
    try {
      leading = leads;
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void lead(boolean really) {
    lead(() -> really);
  }

  /// Changes the book and stores it.
  void change(UnaryOperator<AlertBook> step) {
    Optional<String> trouble;
    lock.lock();
    try {
      AlertBook after = step.apply(book);
      boolean same = after.equals(book);
      if (!same) {
        book = after;
        version++;
        changed.signalAll();
      }
      trouble = same && !overdue() ? Optional.empty() : store();
    } finally {
      lock.unlock();
    }
    trouble.ifPresent(words -> listener.heard(new ProbeEvent.StateNotStored(words)));
  }

  private boolean overdue() {
    return unsaved && timing.nanos().getAsLong() - failedAt >= AGAIN.toNanos();
  }

  private Optional<String> store() {
    try {
      file.write(new JsonObject().put("book", BookJson.write(book)));
      unsaved = false;
      return Optional.empty();
    } catch (IOException e) {
      unsaved = true;
      failedAt = timing.nanos().getAsLong();
      return Optional.of("The alerts cannot be stored: " + e);
    }
  }

  /// Waits for a change since `seen`, no longer than `most`.
  void await(long seen, Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (version == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
