package io.runtimeagent.agent.chaos;

import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads all objects again and again, as Airflow's UI does: each must be the beginning of its
/// ledger and never get shorter.
final class Onlooker {
  private final ObjectStore store;
  private final String keyPrefix;
  private final List<Writer> writers;
  private final Map<String, Integer> lengths = new HashMap<>();
  private volatile boolean stop;
  private volatile @Nullable Throwable found;

  Onlooker(ObjectStore store, String keyPrefix, List<Writer> writers) {
    this.store = store;
    this.keyPrefix = keyPrefix;
    this.writers = writers;
  }

  Thread start() {
    return Thread.ofVirtual().name("onlooker").start(this::run);
  }

  void stop() {
    stop = true;
  }

  /// What was wrong at any moment, if anything was.
  void check() {
    Throwable wrong = found;
    if (wrong != null) {
      throw new AssertionError("A reader saw what must not be", wrong);
    }
  }

  private void run() {
    while (!stop && found == null) {
      try {
        for (Writer writer : writers) {
          look(writer);
        }
      } catch (IOException | AssertionError e) {
        found = e;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void look(Writer writer) throws IOException {
    byte[] object = read(writer.log());
    byte[] ledger = writer.ledger();
    Integer before = lengths.put(writer.log(), object.length);
    if (before != null && object.length < before) {
      throw new AssertionError(writer.log() + " shrank: " + before + " -> " + object.length);
    }
    if (object.length > ledger.length
        || Arrays.mismatch(object, Arrays.copyOf(ledger, object.length)) >= 0) {
      throw new AssertionError(writer.log() + " is no beginning of its log.");
    }
  }

  /// The object's bytes; none where there is no object, or while it changes too fast to be read.
  byte[] read(String log) throws IOException {
    var key = new ObjectKey(keyPrefix + log);
    while (store.inspect(key) instanceof Inspection.Present(var object)) {
      try (InputStream in = store.read(key, object.version(), 0)) {
        return in.readAllBytes();
      } catch (StoreException e) {
        if (!(e.failure() instanceof StoreFailure.Rejected)) {
          throw e;
        }
      }
    }
    return new byte[0];
  }
}
