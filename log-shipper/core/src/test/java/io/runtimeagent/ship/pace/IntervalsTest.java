package io.runtimeagent.ship.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.StoreTraits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static final LogPath TASK = new LogPath("task_id=t/attempt=1.log");
  private static final LogPath TRIGGER = new LogPath("task_id=t/attempt=1.log.trigger.12.log");
  private static final StoreTraits S3 = new StoreTraits(5L << 20, Duration.ZERO, true);
  private static final StoreTraits GCS = new StoreTraits(256 << 10, Duration.ofSeconds(1), true);
  private static final Duration YOUNG = Duration.ofMinutes(4);
  private static final Duration OLD = Duration.ofMinutes(6);

  @Test
  void policy_dependsOnTheLogsAge() {
    assertThat(after(Freshness.LIVE, OLD)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(after(Freshness.BALANCED, YOUNG)).isEqualTo(Duration.ofSeconds(5));
    assertThat(after(Freshness.BALANCED, OLD)).isEqualTo(Duration.ofSeconds(30));
    assertThat(after(Freshness.ECONOMY, YOUNG)).isEqualTo(Duration.ofSeconds(5));
    assertThat(after(Freshness.ECONOMY, OLD)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void triggerLog_isAlwaysLive() {
    var intervals = new Intervals(Freshness.ECONOMY, S3);
    assertThat(intervals.after(TRIGGER, write(OLD, 10))).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void storesOwnLimit_isKept() {
    assertThat(new Intervals(Freshness.LIVE, GCS).shortest()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void slowWrite_isFollowedByARestOfTwiceItsTime() {
    var slow = new Intervals.Write(YOUNG, Duration.ofSeconds(20), 10);
    assertThat(new Intervals(Freshness.LIVE, S3).after(TASK, slow)).hasSeconds(40);
  }

  @Test
  void objectThatIsSentAgain_isKeptBelow200KilobytesPerSecond() {
    var intervals = new Intervals(Freshness.LIVE, S3);
    assertThat(intervals.after(TASK, write(YOUNG, 4_000_000))).hasSeconds(20);
    assertThat(intervals.stretched(TASK, write(YOUNG, 4_000_000))).isTrue();
    assertThat(intervals.stretched(TASK, write(YOUNG, 100_000))).isFalse();
    assertThat(intervals.after(TASK, write(YOUNG, 6L << 20))).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void budget_ofTheAgent_isTwentyMegabytesPerSecond() {
    var budget = new RewriteBudget(0);
    long sent = 0;
    long now = 0;
    long end = Duration.ofSeconds(100).toNanos();
    while (now < end) {
      long wait = budget.take(1_000_000, now);
      now += wait;
      sent += wait == 0 ? 1_000_000 : 0;
    }
    assertThat(sent).isBetween(2_000_000_000L, 2_045_000_000L);
  }

  private static Duration after(Freshness freshness, Duration age) {
    return new Intervals(freshness, S3).after(TASK, write(age, 10));
  }

  private static Intervals.Write write(Duration age, long objectBytes) {
    return new Intervals.Write(age, Duration.ofMillis(20), objectBytes);
  }
}
