package io.runtimeagent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.StoreCheck.Line;
import io.runtimeagent.ship.StoreCheck.Part;
import io.runtimeagent.ship.StoreCheck.Result;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Fault;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void store_asItShouldBe_isProvenAndLeftClean() {
    FakeBucket bucket = FakeBucket.create();
    List<Line> lines = check(bucket, FaultPlan.NONE).run();
    assertThat(lines).extracting(Line::result).containsOnly(Result.UP);
    assertThat(lines).extracting(Line::part).containsExactly(Part.values());
    assertThat(StoreCheck.conditions(lines)).isEqualTo(Conditions.HONOURED);
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void store_ignoringConditions_isFoundOut() {
    FakeBucket bucket = FakeBucket.ignoringConditions();
    List<Line> lines = check(bucket, FaultPlan.NONE).run();
    assertThat(StoreCheck.conditions(lines)).isEqualTo(Conditions.IGNORED);
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void store_away_provesNothing() {
    List<Line> lines = check(FakeBucket.create(), (_, _) -> new Fault.DroppedBefore()).run();
    assertThat(lines.getFirst().result()).isEqualTo(Result.DOWN);
    assertThat(lines.subList(1, 5)).extracting(Line::result).containsOnly(Result.SKIPPED);
    assertThat(StoreCheck.conditions(lines)).isEqualTo(Conditions.UNPROVEN);
  }

  /// The version that should be stale is the right one as long as nothing was changed.
  @Test
  void update_thatGotLost_isNoProofAgainstTheStore() {
    FakeBucket bucket = FakeBucket.create();
    List<Line> lines = check(bucket, firstRewrite(new Fault.DroppedBefore())).run();
    assertThat(StoreCheck.conditions(lines)).isEqualTo(Conditions.UNPROVEN);
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void update_thatIsInDoubt_leavesNothing() {
    FakeBucket bucket = FakeBucket.create();
    List<Line> lines = check(bucket, firstRewrite(new Fault.DroppedAfter())).run();
    assertThat(StoreCheck.conditions(lines)).isEqualTo(Conditions.UNPROVEN);
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void sweep_takesCanariesThatWereLeftBehindAnHourAgo() throws Exception {
    FakeBucket bucket = FakeBucket.create();
    check(bucket, NOW.minus(Duration.ofMinutes(61)), forbidding(Operation.DELETE)).run();
    check(bucket, NOW.minus(Duration.ofMinutes(59)), forbidding(Operation.DELETE)).run();
    var other = new ObjectKey("logs/.runtime-agent/canary/of-somebody");
    bucket.putForeign(other, "x".getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(bucket.keys()).hasSize(3);
    assertThat(check(bucket, FaultPlan.NONE).sweep()).isEqualTo(1);
    assertThat(bucket.keys()).hasSize(2).contains(other);
  }

  private static FaultPlan forbidding(Operation forbidden) {
    return (operation, _) -> operation == forbidden ? new Fault.Refused() : new Fault.None();
  }

  private static FaultPlan firstRewrite(Fault fault) {
    var rewrites = new AtomicInteger();
    return (operation, _) ->
        operation == Operation.REWRITE && rewrites.getAndIncrement() == 0
            ? fault
            : new Fault.None();
  }

  private static StoreCheck check(FakeBucket bucket, FaultPlan faults) {
    return check(bucket, NOW, faults);
  }

  private static StoreCheck check(FakeBucket bucket, Instant now, FaultPlan faults) {
    return new StoreCheck(new FakeObjectStore(bucket, faults), "logs/.runtime-agent/", () -> now);
  }
}
