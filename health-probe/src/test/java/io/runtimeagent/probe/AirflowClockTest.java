package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AirflowClockTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final AirflowClock clock = new AirflowClock();

  private static Observed showing(@Nullable Instant airflowNow) {
    var observation =
        new Reading.Observation(
            List.of(), Reading.Presence.ACTIVE, Schedule.standard(ZoneOffset.UTC), null);
    return new Observed.Seen(
        observation,
        new Observed.Facts(airflowNow, "3.3.2", Observed.ScheduleSource.DAG, Set.of()));
  }

  private boolean ahead(int seconds) {
    return clock.note(showing(NOW.plusSeconds(seconds)), NOW);
  }

  @Test
  void clockThatIsNear_isOurs() {
    assertThat(ahead(60)).isFalse();
    assertThat(ahead(-60)).isFalse();
    assertThat(clock.offset()).isZero();
    assertThat(clock.skew()).hasSeconds(60);
  }

  @Test
  void clockThatIsFar_isAdopted() {
    assertThat(ahead(3600)).isTrue();
    assertThat(clock.offset()).hasHours(1);
    assertThat(clock.skew()).hasHours(-1);
    assertThat(ahead(-61)).isTrue();
    assertThat(clock.offset()).hasSeconds(-61);
  }

  @Test
  void noise_changesNoOffset() {
    ahead(3600);
    assertThat(ahead(3610)).isFalse();
    assertThat(clock.offset()).hasHours(1);
    assertThat(ahead(3611)).isTrue();
    assertThat(clock.offset()).hasSeconds(3611);
  }

  @Test
  void adoptedClock_isGivenUpOnlyWhereOursIsNear() {
    ahead(90);
    assertThat(ahead(45)).isTrue();
    assertThat(clock.offset()).hasSeconds(45);
    assertThat(ahead(30)).isTrue();
    assertThat(clock.offset()).isZero();
    assertThat(ahead(60)).isFalse();
    assertThat(clock.offset()).isZero();
  }

  @Test
  void whoShowsNoClock_changesNothing() {
    ahead(3600);
    assertThat(clock.note(showing(null), NOW)).isFalse();
    assertThat(clock.note(new Observed.Failed(Reading.Kind.TIMEOUT, "late"), NOW)).isFalse();
    assertThat(clock.offset()).isEqualTo(Duration.ofHours(1));
  }
}
