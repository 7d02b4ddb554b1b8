package io.runtimeagent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.testing.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConditionsProofTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicLong time = new AtomicLong(1);
  private final List<ShipEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void storeThatHonoursConditions_isAskedOnce() {
    var store = new FakeObjectStore(FakeBucket.create());
    var proof = proof(store);
    asked(proof, store);
    assertThat(proof.known()).isEqualTo(Conditions.HONOURED);
    assertThat(events).containsExactly(new ShipEvent.StoreProven(Conditions.HONOURED));
    long requests = store.requests();
    pass(Duration.ofDays(1));
    proof.tend();
    assertThat(store.requests()).isEqualTo(requests);
  }

  @Test
  void storeThatIsAway_isAskedAgainAMinuteLater() {
    var away = new AtomicBoolean(true);
    FaultPlan faults = (_, _) -> away.get() ? new Fault.DroppedBefore() : new Fault.None();
    var store = new FakeObjectStore(FakeBucket.create(), faults);
    var proof = proof(store);
    asked(proof, store);
    assertThat(proof.known()).isEqualTo(Conditions.UNPROVEN);
    away.set(false);
    pass(Duration.ofSeconds(59));
    proof.tend();
    assertThat(store.requests()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    asked(proof, store);
    assertThat(proof.known()).isEqualTo(Conditions.HONOURED);
  }

  @Test
  void storeThatIgnoresConditions_isToldOnceAndAskedAgainEachHour() {
    var store = new FakeObjectStore(FakeBucket.ignoringConditions());
    var proof = proof(store);
    asked(proof, store);
    pass(Duration.ofMinutes(60));
    asked(proof, store);
    assertThat(proof.known()).isEqualTo(Conditions.IGNORED);
    assertThat(events).containsExactly(new ShipEvent.StoreProven(Conditions.IGNORED));
  }

  private ConditionsProof proof(FakeObjectStore store) {
    return new ConditionsProof(
        new StoreCheck(store, "logs/.runtime-agent/", InstantSource.system()),
        time::get,
        events::add);
  }

  private static void asked(ConditionsProof proof, FakeObjectStore store) {
    long before = store.requests();
    proof.tend();
    Await.until(LONG, "a canary", () -> store.requests() > before && !proof.asking());
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }
}
