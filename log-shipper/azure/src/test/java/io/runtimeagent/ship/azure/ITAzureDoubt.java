package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.AzuriteServer;
import io.runtimeagent.ship.testing.CannedAnswer;
import io.runtimeagent.ship.testing.FaultProxy;
import io.runtimeagent.ship.testing.ProxyFault;
import io.runtimeagent.ship.testing.ProxyFault.Moment;
import io.runtimeagent.ship.testing.ProxyPlan;
import io.runtimeagent.ship.testing.ProxyRequest;
import io.runtimeagent.ship.testing.WithServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes that are spoilt on the way: in doubt at once, and a look afterwards tells the truth.
@WithServer(AzuriteServer.class)
class ITAzureDoubt {
  private static final ObjectKey KEY = new ObjectKey("dag_id=d/attempt=1.log");
  private static final byte[] SMALL = Samples.bytes(10_000, 1);
  private static final byte[] LARGE = Samples.bytes(400_000, 2);
  private static final byte[] ADDED = Samples.bytes(3_000, 3);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final CannedAnswer UNAVAILABLE = CannedAnswer.plain(503);
  private static final AzurePatience SHORT =
      new AzurePatience(Duration.ofSeconds(2), Duration.ofSeconds(2));

  private final AzuriteServer server;
  private final String container = "logs-" + UUID.randomUUID();
  private final long seed = new SplittableRandom().nextLong();
  private FaultProxy proxy;
  private AzureStore store;

  ITAzureDoubt(AzuriteServer server) {
    this.server = server;
  }

  @BeforeEach
  void start() {
    server.createBucket(container);
    proxy = FaultProxy.start(server.endpoint(), ProxyPlan.healthy(), new SplittableRandom(seed));
    store = open(proxy.endpoint());
  }

  @AfterEach
  void stop() {
    store.close();
    proxy.close();
  }

  private AzureStore open(URI endpoint) {
    var login = new AzureLogin.SharedKey(AzuriteServer.ACCOUNT, AzuriteServer.ACCOUNT_KEY);
    URI url = endpoint.resolve("/" + AzuriteServer.ACCOUNT);
    return new AzureStore(
        new AzureSettings(Optional.of(url), container, login),
        new AzureTransport(SHORT),
        InstantSource.system(),
        RequestListener.NOOP);
  }

  static Stream<ProxyFault> faults() {
    return Stream.of(
        new ProxyFault.Drop(Moment.BEFORE),
        new ProxyFault.Drop(Moment.AFTER_COMMIT),
        new ProxyFault.Answer(Moment.BEFORE, UNAVAILABLE),
        new ProxyFault.Answer(Moment.AFTER_COMMIT, UNAVAILABLE),
        new ProxyFault.CommitLate(Duration.ofMillis(100), UNAVAILABLE),
        new ProxyFault.Hang(Moment.BEFORE),
        new ProxyFault.Hang(Moment.AFTER_COMMIT));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void create_spoilt_isInDoubtThenTold(ProxyFault fault) throws IOException {
    spoil(fault, _ -> true);
    createSpoilt(SMALL);
    spoil(fault, ITAzureDoubt::isBlock);
    createSpoilt(LARGE);
    spoil(fault, ITAzureDoubt::isCommit);
    createSpoilt(LARGE);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void append_spoilt_isInDoubtThenTold(ProxyFault fault) throws IOException {
    appendSpoilt(SMALL, fault, request -> request.method().equals("PUT"));
    appendSpoilt(LARGE, fault, ITAzureDoubt::isBlock);
    appendSpoilt(LARGE, fault, ITAzureDoubt::isCommit);
  }

  /// Repeats at once, while a late commit may still be under way.
  @ParameterizedTest
  @MethodSource("faults")
  void append_repeatedAtOnce_isStoredOnce(ProxyFault fault) throws IOException {
    for (byte[] stored : List.of(SMALL, LARGE)) {
      StoredObject base = created(stored);
      spoil(fault, request -> request.method().equals("PUT"));
      assertThat(store.append(KEY, Samples.withWhole(base, stored, ADDED)))
          .isInstanceOf(WriteOutcome.Doubtful.class);
      store.append(KEY, Samples.withWhole(base, stored, ADDED));
      proxy.settle(LONG);
      if (present().equals(base)) {
        store.append(KEY, Samples.withWhole(base, stored, ADDED));
      }
      assertStored(Samples.concat(stored, ADDED));
      store.delete(KEY, present().version());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void writers_thatRememberNothing_storeTheLogOnce(int writers) throws Exception {
    byte[] log = Samples.bytes(1_500_000, 4);
    var random = new SplittableRandom(seed);
    proxy.follow(ProxyPlan.chaos());
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < writers; i++) {
        SplittableRandom own = random.split();
        running.add(threads.submit(() -> writeAll(log, own)));
      }
      watch(log, running);
    }
    for (Future<?> writer : running) {
      writer.get();
    }
    proxy.settle(LONG);
    assertThat(read(present())).as("seed %d", seed).isEqualTo(log);
  }

  private void writeAll(byte[] log, SplittableRandom random) {
    try (AzureStore own = open(proxy.endpoint())) {
      long length = 0;
      while (length < log.length) {
        length = step(own, log, random);
      }
    }
  }

  /// Answers the length that was seen.
  private static long step(AzureStore own, byte[] log, SplittableRandom random) {
    int size = random.nextInt(1, 90_000);
    return switch (own.inspect(KEY)) {
      case Inspection.Absent() -> {
        byte[] first = Arrays.copyOf(log, size);
        own.create(KEY, Content.of(first), Samples.record(first));
        yield 0;
      }
      case Inspection.Present(StoredObject object) -> {
        int length = (int) object.length();
        byte[] stored = Arrays.copyOf(log, length);
        assertThat(object.ownRecord()).contains(Samples.record(stored));
        byte[] added = Arrays.copyOfRange(log, length, Math.min(log.length, length + size));
        if (added.length > 0) {
          own.append(
              KEY,
              random.nextBoolean()
                  ? Samples.withWhole(object, stored, added)
                  : Samples.withoutWhole(object, stored, added));
        }
        yield length;
      }
      case Inspection.PerhapsAbsent _, Inspection.Failed _ -> 0;
    };
  }

  private void watch(byte[] log, List<Future<?>> running) throws IOException {
    try (AzureStore direct = open(server.endpoint())) {
      long last = 0;
      while (!running.stream().allMatch(Future::isDone)) {
        if (direct.inspect(KEY) instanceof Inspection.Present(StoredObject object)) {
          assertThat(object.length()).as("seed %d", seed).isGreaterThanOrEqualTo(last);
          last = object.length();
          try (InputStream in = direct.read(KEY, object.version(), 0)) {
            byte[] seen = in.readAllBytes();
            assertThat(seen).isEqualTo(Arrays.copyOf(log, seen.length));
          } catch (StoreException expected) {
            // It has grown since; the next look tells.
          }
        }
      }
    }
  }

  private void createSpoilt(byte[] content) throws IOException {
    assertThat(store.create(KEY, Content.of(content), Samples.record(content)))
        .isInstanceOf(WriteOutcome.Doubtful.class);
    proxy.settle(LONG);
    if (store.inspect(KEY) instanceof Inspection.Absent) {
      created(content);
    }
    assertStored(content);
    store.delete(KEY, present().version());
  }

  private void appendSpoilt(byte[] stored, ProxyFault fault, Predicate<ProxyRequest> which)
      throws IOException {
    StoredObject base = created(stored);
    spoil(fault, which);
    assertThat(store.append(KEY, Samples.withWhole(base, stored, ADDED)))
        .isInstanceOf(WriteOutcome.Doubtful.class);
    proxy.settle(LONG);
    WriteOutcome again = store.append(KEY, Samples.withWhole(base, stored, ADDED));
    assertThat(again).isNotInstanceOf(WriteOutcome.Doubtful.class);
    assertStored(Samples.concat(stored, ADDED));
    store.delete(KEY, present().version());
  }

  private void spoil(ProxyFault fault, Predicate<ProxyRequest> which) {
    proxy.follow(ProxyPlan.always(fault).onlyFor(which).times(1));
  }

  private static boolean isBlock(ProxyRequest request) {
    return request.method().equals("PUT") && request.query().contains("comp=block&");
  }

  private static boolean isCommit(ProxyRequest request) {
    return request.method().equals("PUT") && request.query().contains("comp=blocklist");
  }

  private StoredObject created(byte[] content) {
    var outcome = store.create(KEY, Content.of(content), Samples.record(content));
    return ((WriteOutcome.Committed) outcome).object();
  }

  private StoredObject present() {
    return ((Inspection.Present) store.inspect(KEY)).object();
  }

  private byte[] read(StoredObject object) throws IOException {
    try (InputStream in = store.read(KEY, object.version(), 0)) {
      return in.readAllBytes();
    }
  }

  private void assertStored(byte[] content) throws IOException {
    assertThat(present().ownRecord()).contains(Samples.record(content));
    assertThat(read(present())).isEqualTo(content);
  }
}
