package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeObjectStoreTest {
  private static final ObjectKey KEY = new ObjectKey("a/b.log");
  private static final byte[] FIRST = Samples.bytes(10, 1);
  private final FakeBucket bucket = FakeBucket.create();

  private WriteOutcome create(Fault fault) {
    return new FakeObjectStore(bucket, FaultPlan.script(fault))
        .create(KEY, Content.of(FIRST), Samples.record(FIRST));
  }

  @Test
  void droppedBefore_storesNothing() {
    assertThat(create(new Fault.DroppedBefore())).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(bucket.content(KEY)).isEmpty();
  }

  @Test
  void droppedAfter_storesAndIsInDoubt() {
    assertThat(create(new Fault.DroppedAfter())).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(bucket.content(KEY)).contains(FIRST);
  }

  @Test
  void late_storesWhenLetThrough() {
    assertThat(create(new Fault.Late())).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(bucket.content(KEY)).isEmpty();
    assertThat(bucket.letThrough(0)).isTrue();
    assertThat(bucket.content(KEY)).contains(FIRST);
  }

  @Test
  void late_overtaken_changesNothing() {
    create(new Fault.Late());
    bucket.putForeign(KEY, Samples.bytes(3, 2), Map.of());
    assertThat(bucket.letThrough(0)).isFalse();
    assertThat(bucket.content(KEY)).contains(Samples.bytes(3, 2));
  }

  @Test
  void faults_answerAsToldOnce() {
    var store =
        new FakeObjectStore(
            bucket,
            FaultPlan.script(
                new Fault.PerhapsAbsent(),
                new Fault.Throttled(Duration.ofSeconds(2)),
                new Fault.Refused()));
    assertThat(store.inspect(KEY)).isInstanceOf(Inspection.PerhapsAbsent.class);
    assertThat(store.inspect(KEY))
        .isEqualTo(
            new Inspection.Failed(
                new StoreFailure.Throttled(Duration.ofSeconds(2), "429 Too Many Requests")));
    assertThat(store.create(KEY, Content.of(FIRST), Samples.record(FIRST)))
        .isInstanceOf(WriteOutcome.Refused.class);
    assertThat(store.inspect(KEY)).isEqualTo(new Inspection.Absent());
    assertThat(store.requests(Operation.INSPECT)).isEqualTo(3);
    assertThat(store.requests()).isEqualTo(4);
  }

  @Test
  void ignoringConditions_takesEveryWrite() {
    FakeBucket careless = FakeBucket.ignoringConditions();
    var store = new FakeObjectStore(careless);
    byte[] other = Samples.bytes(5, 2);
    store.create(KEY, Content.of(FIRST), Samples.record(FIRST));
    assertThat(store.create(KEY, Content.of(other), Samples.record(other)))
        .isInstanceOf(WriteOutcome.Committed.class);
    assertThat(careless.keysThatDidNotOnlyGrow()).containsExactly(KEY);
  }

  @Test
  void history_tellsGrowthFromLoss() {
    bucket.putForeign(KEY, FIRST, Map.of());
    bucket.putForeign(KEY, new byte[0], Map.of());
    assertThat(bucket.keysThatDidNotOnlyGrow()).isEmpty();
    assertThat(bucket.history(KEY)).hasSize(2);
  }

  @Test
  void append_belowTheSwitch_sendsTheWhole() {
    var store = new FakeObjectStore(bucket);
    var created =
        (WriteOutcome.Committed) store.create(KEY, Content.of(FIRST), Samples.record(FIRST));
    store.append(KEY, Samples.withWhole(created.object(), FIRST, Samples.bytes(5, 2)));
    assertThat(store.sentBytes()).isEqualTo(10 + 15);
    assertThat(store.requests(Operation.REWRITE)).isEqualTo(1);
  }
}
