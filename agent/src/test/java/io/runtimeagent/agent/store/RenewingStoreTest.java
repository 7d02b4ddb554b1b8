package io.runtimeagent.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewingStoreTest {
  private static final ObjectKey KEY = new ObjectKey("a/b.log");

  private final FakeBucket bucket = FakeBucket.create();
  private final List<FakeObjectStore> opened = new ArrayList<>();
  private boolean wrong;
  private boolean missing;
  private Duration now = Duration.ofDays(1);

  @Test
  void refusal_opensTheStoreAnew_whenAMinuteHasPassed() {
    wrong = true;
    RenewingStore store = open();
    wrong = false;
    after(Duration.ofSeconds(59));
    assertThat(create(store)).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(opened).hasSize(1);
    after(Duration.ofSeconds(1));
    assertThat(create(store)).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(create(store)).isInstanceOf(WriteOutcome.Committed.class);
    assertThat(opened).hasSize(2);
  }

  @Test
  void refusalsOneAfterTheOther_openTheStoreOnceAMinute() {
    wrong = true;
    RenewingStore store = open();
    for (int second = 0; second < 180; second++) {
      after(Duration.ofSeconds(1));
      create(store);
    }
    assertThat(opened).hasSize(4);
  }

  @Test
  void refusedLookAndListing_openTheStoreAnew() {
    wrong = true;
    RenewingStore store = open();
    after(Duration.ofMinutes(1));
    assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Failed.class);
    assertThat(opened).hasSize(2);
    after(Duration.ofMinutes(1));
    assertThatThrownBy(() -> store.list("a/", _ -> true)).isInstanceOf(StoreException.class);
    assertThat(opened).hasSize(3);
  }

  @Test
  void otherFailures_keepTheStore() {
    RenewingStore store = open();
    create(store);
    after(Duration.ofMinutes(2));
    assertThat(create(store)).isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(opened).hasSize(1);
  }

  @Test
  void storeThatCannotBeOpenedAtFirst_refusesUntilItCan() {
    missing = true;
    RenewingStore store = open();
    assertThat(create(store)).isEqualTo(new WriteOutcome.Refused("the key file is missing"));
    after(Duration.ofMinutes(1));
    create(store);
    missing = false;
    after(Duration.ofMinutes(1));
    create(store);
    assertThat(create(store)).isInstanceOf(WriteOutcome.Committed.class);
  }

  @Test
  void oldStore_staysOpenForAStreamThatIsReadFrom() throws Exception {
    RenewingStore store = open();
    var written = (WriteOutcome.Committed) create(store);
    try (var in = store.read(KEY, written.object().version(), 0)) {
      wrong = true;
      opened.getFirst();
      after(Duration.ofMinutes(1));
      assertThat(in.readAllBytes()).isEqualTo(bytes());
    }
    store.close();
    assertThatThrownBy(() -> store.inspect(KEY)).isInstanceOf(IllegalStateException.class);
  }

  private RenewingStore open() {
    return RenewingStore.open(this::openNow, FakeObjectStore.TRAITS, () -> now.toNanos());
  }

  private ObjectStore openNow() throws StoreException {
    if (missing) {
      throw new StoreException(new StoreFailure.Refused("the key file is missing"), null);
    }
    FaultPlan faults = wrong ? (_, _) -> new Fault.Refused() : FaultPlan.NONE;
    var store = new FakeObjectStore(bucket, faults);
    opened.add(store);
    return store;
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private static WriteOutcome create(ObjectStore store) {
    Content content = Content.of(bytes());
    return store.create(
        KEY, content, new ObjectRecord(content.length(), content.crc32c(), true, false, List.of()));
  }

  private static byte[] bytes() {
    return "one\n".getBytes(StandardCharsets.UTF_8);
  }
}
