package io.runtimeagent.probe.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.replay.HeartbeatReplay.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A second reading of the rules must print the same lines, whatever happens.
class RandomTimelinesTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int TIMELINES = Integer.getInteger("timelines", 40);

  @Test
  void replay_agreesWithTheNaiveReading() throws InvalidScheduleException, IOException {
    int told = 0;
    for (int i = 0; i < TIMELINES; i++) {
      Timeline timeline = new RandomTimeline(new SplittableRandom(SEED + i)).make();
      Outcome expected = new Outcome.Played(new NaiveReplay(timeline).play());

      Outcome actual = HeartbeatReplay.replay(new StringReader(RandomTimeline.file(timeline)));

      assertThat(actual)
          .as("-Dseed=%d -Dtimelines=1: %s", SEED + i, RandomTimeline.file(timeline))
          .isEqualTo(expected);
      told += expected instanceof Outcome.Played(var lines) ? lines.size() : 0;
    }
    assertThat(told).as("events of seed %d", SEED).isGreaterThan(TIMELINES / 2);
  }
}
