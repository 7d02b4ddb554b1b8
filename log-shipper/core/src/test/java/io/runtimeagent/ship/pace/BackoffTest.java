package io.runtimeagent.ship.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));
  private final long seed = RandomGenerator.getDefault().nextLong();
  private final RandomGenerator random = new SplittableRandom(seed);

  @Test
  void delay_staysBelowABoundThatDoublesUpToTheCap() {
    long[] bounds = {1, 2, 4, 8, 16, 20, 20};
    for (int attempt = 1; attempt <= bounds.length; attempt++) {
      for (int i = 0; i < 200; i++) {
        Duration delay = backoff.delay(attempt, random);
        Duration bound = Duration.ofSeconds(bounds[attempt - 1]);
        assertThat(delay).as("seed %d", seed).isBetween(bound.dividedBy(10), bound);
      }
    }
  }

  @Test
  void delay_isSpreadOverTheWholeRange() {
    Duration bound = Duration.ofSeconds(20);
    boolean early = false;
    boolean late = false;
    for (int i = 0; i < 500; i++) {
      Duration delay = backoff.delay(10, random);
      early |= delay.compareTo(bound.dividedBy(4)) < 0;
      late |= delay.compareTo(bound.multipliedBy(3).dividedBy(4)) > 0;
    }
    assertThat(early && late).as("seed %d", seed).isTrue();
  }

  @Test
  void delay_ofManyAttempts_doesNotOverflow() {
    for (int attempt : new int[] {31, 64, 1_000, Integer.MAX_VALUE}) {
      assertThat(backoff.delay(attempt, random))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }
    var days = new Backoff(Duration.ofDays(1), Duration.ofDays(300));
    assertThat(days.delay(40, random)).isBetween(Duration.ofDays(30), Duration.ofDays(300));
  }
}
