package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.CannedAnswer;
import io.runtimeagent.ship.testing.FaultProxy;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.ProxyFault;
import io.runtimeagent.ship.testing.ProxyFault.Moment;
import io.runtimeagent.ship.testing.ProxyPlan;
import io.runtimeagent.ship.testing.ProxyRequest;
import io.runtimeagent.ship.testing.WithServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A write that was spoilt on the way says that it is in doubt, and a look afterwards tells the
/// truth: the object is as before, or as it was to be.
@WithServer(GcsServer.class)
class ITGcsDoubt {
  private static final ObjectKey KEY = new ObjectKey("base/a.log");
  private static final byte[] SMALL = Samples.bytes(10_000, 1);
  private static final byte[] LARGE = Samples.bytes(1_500_000, 2);
  private static final byte[] ADDED = Samples.bytes(3_000, 3);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final CannedAnswer UNAVAILABLE = CannedAnswer.plain(503);

  private final GcsBucket bucket;
  private final GcsServer server;
  private FaultProxy proxy;
  private GcsStore store;

  ITGcsDoubt(GcsServer server) {
    this.server = server;
    this.bucket = new GcsBucket(server);
  }

  @BeforeEach
  void start() {
    proxy = FaultProxy.start(server.endpoint(), ProxyPlan.healthy(), RandomGenerator.getDefault());
    store = bucket.openAt(proxy.endpoint());
  }

  @AfterEach
  void stop() {
    store.close();
    proxy.close();
  }

  static Stream<ProxyFault> faults() {
    return Stream.of(
        new ProxyFault.Drop(Moment.BEFORE),
        new ProxyFault.Drop(Moment.AFTER_COMMIT),
        new ProxyFault.Answer(Moment.BEFORE, UNAVAILABLE),
        new ProxyFault.Answer(Moment.AFTER_COMMIT, UNAVAILABLE),
        new ProxyFault.CommitLate(Duration.ofMillis(100), UNAVAILABLE),
        new ProxyFault.CutResponse(),
        new ProxyFault.Hang(Moment.BEFORE),
        new ProxyFault.Hang(Moment.AFTER_COMMIT));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void create_spoilt_isInDoubtThenTold(ProxyFault fault) {
    for (byte[] content : List.of(SMALL, LARGE)) {
      spoil(fault, _ -> true);
      assertThat(store.create(KEY, Content.of(content), Samples.record(content)))
          .isInstanceOf(WriteOutcome.Doubtful.class);
      assertThat(proxy.requests()).isEqualTo(1);
      proxy.settle(LONG);
      switch (store.inspect(KEY)) {
        case Inspection.Present(StoredObject object) -> assertIs(object, content);
        case Inspection.Absent() ->
            assertThat(store.create(KEY, Content.of(content), Samples.record(content)))
                .isInstanceOf(WriteOutcome.Committed.class);
        case Inspection.PerhapsAbsent _, Inspection.Failed _ ->
            throw new AssertionError("The look failed.");
      }
      assertThat(bucket.content(KEY)).isEqualTo(content);
      delete();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void append_spoiltRewrite_isInDoubtThenTold(ProxyFault fault) {
    appendSpoilt(SMALL, fault, request -> request.path().startsWith("/upload"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void append_spoiltPart_isInDoubtThenTold(ProxyFault fault) {
    appendSpoilt(LARGE, fault, request -> request.path().startsWith("/upload"));
    assertIs(present(), Samples.concat(LARGE, ADDED));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void append_spoiltComposition_isInDoubtThenTold(ProxyFault fault) {
    appendSpoilt(LARGE, fault, request -> request.path().endsWith("/compose"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void append_spoiltRemovalOfThePart_isCommitted(ProxyFault fault) {
    StoredObject base = created(LARGE);
    spoil(fault, request -> request.method().equals("DELETE"));
    assertThat(store.append(KEY, Samples.withWhole(base, LARGE, ADDED)))
        .isEqualTo(new WriteOutcome.Committed(present()));
    assertIs(present(), Samples.concat(LARGE, ADDED));
  }

  /// Repeats at once, while a late commit may still be under way.
  @ParameterizedTest
  @MethodSource("faults")
  void append_repeatedAtOnce_isStoredOnce(ProxyFault fault) {
    for (byte[] stored : List.of(SMALL, LARGE)) {
      StoredObject base = created(stored);
      spoil(fault, _ -> true);
      WriteOutcome outcome = store.append(KEY, Samples.withWhole(base, stored, ADDED));
      assertThat(outcome).isInstanceOf(WriteOutcome.Doubtful.class);
      store.append(KEY, Samples.withWhole(base, stored, ADDED));
      proxy.settle(LONG);
      byte[] all = Samples.concat(stored, ADDED);
      assertIs(present(), all);
      assertThat(bucket.content(KEY)).isEqualTo(all);
      delete();
    }
  }

  private void appendSpoilt(byte[] stored, ProxyFault fault, Predicate<ProxyRequest> which) {
    StoredObject base = created(stored);
    spoil(fault, which);
    assertThat(store.append(KEY, Samples.withWhole(base, stored, ADDED)))
        .isInstanceOf(WriteOutcome.Doubtful.class);
    proxy.settle(LONG);
    StoredObject now = present();
    if (now.equals(base)) {
      assertThat(store.append(KEY, Samples.withWhole(base, stored, ADDED)))
          .isInstanceOf(WriteOutcome.Committed.class);
    } else {
      assertIs(now, Samples.concat(stored, ADDED));
      assertThat(store.append(KEY, Samples.withWhole(base, stored, ADDED)))
          .isInstanceOf(WriteOutcome.Conflict.class);
    }
    assertThat(bucket.content(KEY)).isEqualTo(Samples.concat(stored, ADDED));
  }

  private void spoil(ProxyFault fault, Predicate<ProxyRequest> which) {
    proxy.forget();
    proxy.follow(ProxyPlan.always(fault).onlyFor(which).times(1));
  }

  private StoredObject created(byte[] content) {
    var written = store.create(KEY, Content.of(content), Samples.record(content));
    return ((WriteOutcome.Committed) written).object();
  }

  private StoredObject present() {
    return ((Inspection.Present) store.inspect(KEY)).object();
  }

  private void delete() {
    try {
      store.delete(KEY, present().version());
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertIs(StoredObject object, byte[] content) {
    assertThat(object.ownRecord()).contains(Samples.record(content));
  }
}
