package io.runtimeagent.agent.store;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// A store that, when it refuses us, is opened again with credentials read anew, at most once a
/// minute. The request that was refused stays refused: whoever sent it tries again.
public final class RenewingStore implements ObjectStore {
  private static final System.Logger logger = System.getLogger(RenewingStore.class.getName());
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final StoreOpener opener;
  private final LongSupplier nanoTime;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile LeasedStore current;
  private long openedAt;
  private boolean closed;

  private RenewingStore(StoreOpener opener, LongSupplier nanoTime, ObjectStore first) {
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.current = new LeasedStore(first);
    this.openedAt = nanoTime.getAsLong();
  }

  /// Opens the store for the first time. One that cannot be opened yet, for want of a key file say,
  /// is a store that refuses everything.
  public static RenewingStore open(StoreOpener opener, StoreTraits traits, LongSupplier nanoTime) {
    ObjectStore first;
    try {
      first = opener.open();
    } catch (StoreException e) {
      first = new RefusingStore(traits, e.failure().reason());
    }
    return new RenewingStore(opener, nanoTime, first);
  }

  @Override
  public StoreTraits traits() {
    return current.store().traits();
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    return ask(
        store -> store.inspect(key),
        found ->
            found instanceof Inspection.Failed(StoreFailure failure)
                && failure instanceof StoreFailure.Refused);
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return ask(store -> store.create(key, content, record), RenewingStore::refused);
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    return ask(store -> store.append(key, addition), RenewingStore::refused);
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return ask(store -> store.replace(key, version, content), RenewingStore::refused);
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    LeasedStore leased = acquire();
    try {
      return new LeasedStream(leased.store().read(key, version, offset), leased);
    } catch (StoreException e) {
      leased.release();
      renewIfRefused(e);
      throw e;
    }
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    perform(
        store -> {
          store.list(prefix, sink);
          return 0;
        });
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    perform(
        store -> {
          store.delete(key, version);
          return 0;
        });
  }

  @Override
  public int sweep(String prefix) throws StoreException {
    return perform(store -> store.sweep(prefix));
  }

  @Override
  public OldVersions oldVersions() {
    return ask(ObjectStore::oldVersions, _ -> false);
  }

  @Override
  public void close() {
    renewing.lock();
    try {
      if (!closed) {
        closed = true;
        current.release();
      }
    } finally {
      renewing.unlock();
    }
  }

  private <T> T ask(Function<ObjectStore, T> request, Predicate<T> refused) {
    LeasedStore leased = acquire();
    T answer;
    try {
      answer = request.apply(leased.store());
    } finally {
      leased.release();
    }
    if (refused.test(answer)) {
      renew();
    }
    return answer;
  }

  private int perform(Request request) throws StoreException {
    LeasedStore leased = acquire();
    try {
      return request.send(leased.store());
    } catch (StoreException e) {
      renewIfRefused(e);
      throw e;
    } finally {
      leased.release();
    }
  }

  private LeasedStore acquire() {
    LeasedStore leased = current;
    while (!leased.acquire()) {
      LeasedStore next = current;
      if (next == leased) {
        throw new IllegalStateException("The store is closed.");
      }
      leased = next;
    }
    return leased;
  }

  private void renewIfRefused(StoreException e) {
    if (e.failure() instanceof StoreFailure.Refused) {
      renew();
    }
  }

  private void renew() {
    if (!renewing.tryLock()) {
      return;
    }
    try {
      long now = nanoTime.getAsLong();
      if (closed || now - openedAt < BETWEEN.toNanos()) {
        return;
      }
      openedAt = now;
      LeasedStore old = current;
      current = new LeasedStore(opener.open());
      old.release();
      logger.log(Level.INFO, "The store refused us: credentials were read anew.");
    } catch (StoreException e) {
      logger.log(Level.WARNING, "The store cannot be opened again: {0}", e.failure().reason());
    } finally {
      renewing.unlock();
    }
  }

  private static boolean refused(WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Refused;
  }

  @FunctionalInterface
  private interface Request {
    int send(ObjectStore store) throws StoreException;
  }

  /// Keeps the store open as long as the stream.
  private static final class LeasedStream extends FilterInputStream {
    private final LeasedStore leased;
    private final AtomicBoolean open = new AtomicBoolean(true);

    LeasedStream(InputStream in, LeasedStore leased) {
      super(in);
      this.leased = leased;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        if (open.getAndSet(false)) {
          leased.release();
        }
      }
    }
  }
}
