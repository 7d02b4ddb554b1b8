package io.runtimeagent.ship.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  @Test
  void firstWrite_isDueAtOnce() {
    assertThat(Pace.first().dueAt(7 * SECOND, Duration.ZERO)).isLessThan(7 * SECOND);
  }

  @Test
  void logThatGrows_isWrittenAfterTheInterval_orWhenItFallsQuiet() {
    Pace pace = Pace.first().wrote(100 * SECOND, INTERVAL);
    assertThat(pace.dueAt(129 * SECOND, Duration.ZERO)).isEqualTo(130 * SECOND);
    assertThat(pace.dueAt(104 * SECOND, Duration.ZERO))
        .isEqualTo(104 * SECOND + Pace.QUIET.toNanos());
  }

  @Test
  void shortestInterval_holdsForQuietLogs() {
    Pace pace = Pace.first().wrote(100 * SECOND, INTERVAL);
    assertThat(pace.dueAt(98 * SECOND, Duration.ofSeconds(5))).isEqualTo(105 * SECOND);
  }

  @Test
  void credits_endAfterThreeEarlyWrites_andOneComesBackPerIntervalWithoutAWrite() {
    Pace pace = Pace.first().wrote(0, INTERVAL);
    long now = 0;
    int early = 0;
    while (pace.dueAt(now, Duration.ZERO) < pace.wroteAt() + pace.interval()) {
      now = pace.dueAt(now, Duration.ZERO);
      pace = pace.wrote(now, INTERVAL);
      early++;
    }
    assertThat(early).isEqualTo(3);
    assertThat(pace.dueAt(now, Duration.ZERO)).isEqualTo(now + INTERVAL.toNanos());
    now += 2 * INTERVAL.toNanos();
    pace = pace.wrote(now, INTERVAL);
    assertThat(pace.dueAt(now, Duration.ZERO)).isEqualTo(now + Pace.QUIET.toNanos());
  }

  /// A log that writes every few seconds costs no more requests than one that always writes.
  @Test
  void logThatWritesNowAndThen_costsNoMoreThanOneThatAlwaysDoes() {
    int always = writesWithin(Duration.ofHours(1), Duration.ofMillis(100));
    for (int seconds = 2; seconds < 40; seconds++) {
      assertThat(writesWithin(Duration.ofHours(1), Duration.ofSeconds(seconds)))
          .as("a line each %d s", seconds)
          .isLessThanOrEqualTo(always + 4);
    }
  }

  private static int writesWithin(Duration time, Duration lineEvery) {
    Pace pace = Pace.first();
    int writes = 0;
    long changedAt = 0;
    long waiting = -1;
    for (long now = 0; now < time.toNanos(); now += 100_000_000) {
      if (now % lineEvery.toNanos() == 0) {
        changedAt = now;
        waiting = waiting < 0 ? now : waiting;
      }
      if (waiting >= 0 && pace.dueAt(changedAt, Duration.ZERO) <= now) {
        pace = pace.wrote(now, INTERVAL);
        waiting = -1;
        writes++;
      }
    }
    return writes;
  }
}
