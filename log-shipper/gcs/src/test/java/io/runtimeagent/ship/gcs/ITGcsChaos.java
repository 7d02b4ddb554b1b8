package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.testing.FaultProxy;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.ProxyPlan;
import io.runtimeagent.ship.testing.WithServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several agents that remember nothing write one log through a connection that spoils a write in
/// five: whatever they are told, the object only ever grows by the log's own bytes.
@WithServer(GcsServer.class)
class ITGcsChaos {
  private static final System.Logger logger = System.getLogger(ITGcsChaos.class.getName());
  private static final ObjectKey KEY = new ObjectKey("base/a.log");
  private static final byte[] LOG = Samples.bytes(700_000, 1);
  private static final int LONGEST_STEP = 60_000;

  private final GcsBucket bucket;
  private final GcsServer server;

  ITGcsChaos(GcsServer server) {
    this.server = server;
    this.bucket = new GcsBucket(server);
  }

  @Timeout(60)
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void writers_anyNumber_storeTheLogOnce(int writers) throws Exception {
    long seed = new SplittableRandom().nextLong();
    logger.log(System.Logger.Level.INFO, "Seed {0}, {1} writers.", String.valueOf(seed), writers);
    var random = new SplittableRandom(seed);
    try (FaultProxy proxy = FaultProxy.start(server.endpoint(), ProxyPlan.chaos(), random.split());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < writers; i++) {
        SplittableRandom own = random.split();
        running.add(threads.submit(() -> write(proxy, own)));
      }
      watch(running);
      proxy.settle(Duration.ofSeconds(10));
    }
    assertThat(bucket.content(KEY)).isEqualTo(LOG);
    assertSweptClean();
  }

  private void write(FaultProxy proxy, SplittableRandom random) {
    try (GcsStore store = bucket.openAt(proxy.endpoint())) {
      while (step(store, random)) {
        // What was answered is forgotten: the next look tells.
      }
    }
  }

  /// False when the whole log is stored.
  private static boolean step(GcsStore store, SplittableRandom random) {
    switch (store.inspect(KEY)) {
      case Inspection.Absent() -> {
        byte[] first = Arrays.copyOf(LOG, random.nextInt(1, LONGEST_STEP));
        store.create(KEY, Content.of(first), Samples.record(first));
      }
      case Inspection.Present(StoredObject object) -> {
        int length = (int) object.length();
        byte[] stored = Arrays.copyOf(LOG, length);
        assertThat(object.ownRecord()).contains(Samples.record(stored));
        if (length == LOG.length) {
          return false;
        }
        int end = Math.min(LOG.length, length + random.nextInt(1, LONGEST_STEP));
        byte[] added = Arrays.copyOfRange(LOG, length, end);
        store.append(
            KEY,
            random.nextBoolean()
                ? Samples.withWhole(object, stored, added)
                : Samples.withoutWhole(object, stored, added));
      }
      case Inspection.PerhapsAbsent _ -> throw new AssertionError("Nobody hides anything.");
      case Inspection.Failed _ -> {
        // A look that was dropped is repeated.
      }
    }
    return true;
  }

  /// Looks past the proxy, until all writers are done.
  private void watch(List<Future<?>> running) throws Exception {
    long last = 0;
    try (GcsStore direct = bucket.open()) {
      while (!running.stream().allMatch(Future::isDone)) {
        if (direct.inspect(KEY) instanceof Inspection.Present) {
          byte[] seen = bucket.content(KEY);
          assertThat(seen.length).isGreaterThanOrEqualTo(Math.toIntExact(last));
          assertThat(Arrays.equals(seen, 0, seen.length, LOG, 0, seen.length)).isTrue();
          last = seen.length;
        }
      }
    }
    for (Future<?> writer : running) {
      writer.get();
    }
  }

  private void assertSweptClean() throws StoreException {
    Instant later = InstantSource.system().instant().plus(Duration.ofHours(2));
    try (GcsStore store = bucket.open(RequestListener.NOOP, () -> later)) {
      store.sweep("base/");
      var left = new ArrayList<String>();
      store.list("", object -> left.add(object.key().value()));
      assertThat(left).containsExactly(KEY.value());
    }
  }
}
