package io.runtimeagent.probe.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.lease.LeaseWorld.Agent;
import io.runtimeagent.probe.lease.LeaseWorld.Weather;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever happens to processes, clocks and requests: never do two agents send as holders of the
/// lease, and in fair weather somebody always does within 75 s. `-Dseed=N -Dworlds=1` repeats one.
class LeaseModelTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int WORLDS = Integer.getInteger("worlds", 150);

  @Test
  void holders_areNeverTwo_andNeverMissingForLong() {
    int changes = 0;
    for (int i = 0; i < WORLDS; i++) {
      changes += new Story(SEED + i).tell();
    }
    assertThat(changes).as("holders seen, seed %d", SEED).isGreaterThan(2 * WORLDS);
  }

  /// One random history.
  private static final class Story {
    private final long seed;
    private final SplittableRandom random;
    private final LeaseWorld world;
    private List<Agent> before = List.of();
    private int changes;
    private int named;

    Story(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.world = new LeaseWorld(random.split());
    }

    int tell() {
      int count = 2 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        world.agent("agent-" + named++);
      }
      for (int i = 0; i < 20; i++) {
        trouble();
        world.run(seconds(120), this::atMostOne);
        if (random.nextInt(3) == 0) {
          world.weather = Weather.FAIR;
          world.run(Duration.ofMinutes(4), this::atMostOne);
          killInFairWeather();
        }
        world.weather = random.nextInt(3) == 0 ? Weather.ROUGH : Weather.FAIR;
      }
      return changes;
    }

    private void trouble() {
      Agent agent = world.agents.get(random.nextInt(world.agents.size()));
      switch (random.nextInt(7)) {
        case 0 -> agent.freeze(seconds(180));
        case 1 -> agent.suspend(seconds(180));
        case 2 -> agent.cutOff(seconds(180));
        case 3 -> agent.stepClock(seconds(7200).minusHours(1));
        case 4 -> {
          agent.kill();
          world.agents.remove(agent);
          world.agent(random.nextBoolean() ? agent.name : "agent-" + named++);
        }
        case 5 -> {
          agent.release();
          world.agents.remove(agent);
          world.agent("agent-" + named++);
        }
        default -> world.agents.forEach(each -> each.cutOff(seconds(90)));
      }
    }

    private void killInFairWeather() {
      List<Agent> sending = world.sending();
      assertThat(sending).as("-Dseed=%d, after calm", seed).hasSize(1);
      Agent holder = sending.getFirst();
      holder.kill();
      world.agents.remove(holder);
      if (world.agents.size() < 2) {
        world.agent("agent-" + named++);
      }
      world.run(Duration.ofSeconds(76), this::atMostOne);
      assertThat(world.sending()).as("-Dseed=%d, 76 s after the holder died", seed).hasSize(1);
    }

    private void atMostOne() {
      List<Agent> holders =
          world.sending().stream()
              .filter(agent -> agent.keeper.standing().leadership() == Leadership.LEADER)
              .toList();
      assertThat(holders).as("-Dseed=%d -Dworlds=1 at %d", seed, world.now).hasSizeLessThan(2);
      if (!holders.isEmpty() && !holders.equals(before)) {
        before = holders;
        changes++;
      }
    }

    private Duration seconds(int most) {
      return Duration.ofMillis(random.nextInt(most * 1000));
    }
  }
}
