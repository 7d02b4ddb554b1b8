package io.runtimeagent.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private Duration now = Duration.ZERO;
  private final Repeats repeats = new Repeats(() -> now.toNanos());

  @Test
  void sameText_isAdmittedOnceAMinute_andThenTellsHowOftenItCame() {
    assertThat(repeats.admit("WARN a", "text")).isZero();
    assertThat(repeats.admit("WARN a", "text")).isEqualTo(-1);
    now = Duration.ofSeconds(59);
    assertThat(repeats.admit("WARN a", "text")).isEqualTo(-1);
    now = Duration.ofMinutes(1);
    assertThat(repeats.admit("WARN a", "text")).isEqualTo(2);
    now = Duration.ofMinutes(2);
    assertThat(repeats.admit("WARN a", "text")).isZero();
  }

  @Test
  void manyTextsOfOneKind_areLimited_othersAreNot() {
    for (int i = 0; i < 100; i++) {
      assertThat(repeats.admit("WARN a", "text " + i)).isZero();
    }
    assertThat(repeats.admit("WARN a", "text 100")).isEqualTo(-1);
    assertThat(repeats.admit("WARN a", "text 101")).isEqualTo(-1);
    assertThat(repeats.admit("ERROR a", "text 102")).isZero();
    now = Duration.ofMinutes(1);
    assertThat(repeats.admit("WARN a", "text 103")).isEqualTo(2);
  }

  @Test
  void textsOfLongAgo_areForgotten() {
    for (int i = 0; i < 100_000; i++) {
      repeats.admit("kind " + i, "text " + i);
    }
    assertThat(repeats.remembered()).isLessThanOrEqualTo(1_000);
  }
}
