package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.Shell.Viewer;
import io.runtimeagent.ship.OnePass.Standing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private Duration now = Duration.ZERO;

  @Test
  void terminal_showsABarThatIsDrawnAgainAndTakenAway() {
    Progress progress = progress(Viewer.TERMINAL);
    progress.show(new Standing(0, 2_000, 3, 3));
    progress.show(new Standing(500, 1_500, 2, 3));
    now = Duration.ofMillis(100);
    progress.show(new Standing(1_000, 1_000, 1, 3));
    progress.clear();
    String[] drawn = text.toString().split("\r", -1);
    assertThat(drawn[1].strip())
        .isEqualTo("[                              ] 0 B of 2.0 kB stored, 3 logs of 3 left");
    assertThat(drawn[2].strip())
        .isEqualTo("[===============               ] 1.0 kB of 2.0 kB stored, 1 log of 3 left");
    assertThat(drawn[3]).isBlank();
    assertThat(drawn).hasSize(5);
  }

  @Test
  void stream_getsALineNowAndThen() {
    Progress progress = progress(Viewer.STREAM);
    for (int second = 1; second <= 25; second++) {
      now = Duration.ofSeconds(second);
      progress.show(new Standing(second, 0, 1, 1));
    }
    progress.clear();
    assertThat(text.toString().lines())
        .containsExactly(
            "10 B of 10 B stored, 1 log of 1 left", "20 B of 20 B stored, 1 log of 1 left");
  }

  private Progress progress(Viewer viewer) {
    return new Progress(new PrintWriter(text), viewer, () -> now.toNanos());
  }
}
