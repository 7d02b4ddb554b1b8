package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.ProbeWorld.Agent;
import io.runtimeagent.probe.alert.Pager;
import io.runtimeagent.probe.heartbeat.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents of one deployment that judge, lead and follow.
class ProbeCoreTest {
  private static final Instant TEN = Instant.parse("2024-03-05T10:00:00Z");

  private final ProbeWorld world;

  ProbeCoreTest(@TempDir(factory = InMemory.class) Path temp) {
    world = new ProbeWorld(temp, Instant.parse("2024-03-05T09:00:00Z"), new SplittableRandom(7));
  }

  private static Instant at(String time) {
    return Instant.parse("2024-03-05T" + time + "Z");
  }

  private void outage(String from, String to) {
    world.airflow.down.add(new Window(at(from), at(to)));
  }

  @Test
  void outage_pagesOnce_andResolves() {
    outage("10:01:00", "11:01:00");
    world.agent("one", null);
    world.runUntil(at("09:00:05"));
    world.agent("two", null);
    world.runUntil(at("12:00:00"));
    assertThat(world.told())
        .containsExactly("2024-03-05T10:10:30Z open", "2024-03-05T11:05:15Z resolve");
  }

  @Test
  void leaderKilledWhileOpen_isFollowedWithoutAResolve() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    world.runUntil(at("09:00:05"));
    Agent two = world.agent("two", null);
    world.at(at("10:20:00"), one::kill);
    world.runUntil(at("10:21:15"));
    assertThat(two.leads()).isTrue();
    world.runUntil(at("12:00:00"));
    assertThat(world.told()).hasSize(2);
    assertThat(world.told().getLast()).startsWith("2024-03-05T11:05:").endsWith("resolve");
  }

  @Test
  void leaderKilledBeforeItsDue_delaysTheAlertNoLongerThanTheTakeover() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    world.runUntil(at("09:00:05"));
    world.agent("two", null);
    world.at(at("10:10:00"), one::kill);
    world.runUntil(at("10:11:30"));
    assertThat(world.told()).hasSize(1);
  }

  @Test
  void leaderFrozenThroughTheRecovery_tellsNothingOfItWhenItWakes() {
    outage("10:01:00", "10:20:00");
    Agent one = world.agent("one", null);
    world.runUntil(at("09:00:05"));
    Agent two = world.agent("two", null);
    world.at(at("10:19:00"), () -> one.freeze(Duration.ofMinutes(2)));
    world.runUntil(at("10:21:05"));
    assertThat(one.leads()).isFalse();
    assertThat(two.leads()).isTrue();
    world.runUntil(at("12:00:00"));
    assertThat(world.told()).hasSize(2);
  }

  @Test
  void storeAwayForAll_pagesOnceAllTheSame() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    Agent two = world.agent("two", null);
    world.at(
        at("10:05:00"),
        () -> {
          one.cutOff(Duration.ofMinutes(90));
          two.cutOff(Duration.ofMinutes(90));
        });
    world.runUntil(at("11:00:00"));
    assertThat(one.leads() && two.leads()).isTrue();
    world.runUntil(at("13:00:00"));
    assertThat(one.leads() && two.leads()).isFalse();
    assertThat(world.told()).hasSize(2);
    assertThat(world.told().getFirst()).startsWith("2024-03-05T10:10:3");
  }

  @Test
  void restartWithoutDisk_goesOnFromTheLease() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    world.at(at("10:20:00"), one::end);
    world.at(at("10:20:30"), () -> world.agent("three", null));
    world.runUntil(at("12:00:00"));
    assertThat(world.told())
        .hasSize(2)
        .contains("2024-03-05T10:10:30Z open")
        .last()
        .asString()
        .startsWith("2024-03-05T11:05:");
  }

  @Test
  void restartWithoutStore_goesOnFromTheDisk() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    world.at(
        at("10:20:00"),
        () -> {
          one.kill();
          world.store.delete();
          world.agent("one", one);
        });
    world.runUntil(at("12:00:00"));
    assertThat(world.told()).hasSize(2);
  }

  /// The scheduler's container, agent and disk with it, is up for one minute and down for five.
  @Test
  void crashLoopingContainer_stillAlerts() {
    outage("10:01:00", "12:00:00");
    Agent[] agent = {world.agent("pod-1", null)};
    world.at(at("10:01:00"), () -> agent[0].kill());
    for (int i = 0; i < 6; i++) {
      Instant up = at("10:06:00").plus(Duration.ofMinutes(6L * i));
      world.airflow.schedulerStarts.add(up);
      world.at(up, () -> agent[0] = world.agent("pod-1", null));
      world.at(up.plusSeconds(60), () -> agent[0].kill());
    }
    world.runUntil(at("10:40:00"));
    assertThat(world.told()).containsExactly("2024-03-05T10:30:30Z open");
  }

  @Test
  void clockOfTheLeaderStepped_isNoReasonToAlertOrToMissAnOutage() {
    outage("10:01:00", "11:01:00");
    Agent one = world.agent("one", null);
    world.runUntil(at("09:00:05"));
    world.agent("two", null);
    world.at(at("09:30:00"), () -> one.stepClock(Duration.ofHours(1)));
    world.at(at("10:03:00"), () -> one.stepClock(Duration.ofHours(-2)));
    world.runUntil(at("12:00:00"));
    assertThat(world.told()).hasSize(2);
    assertThat(world.told().getFirst()).isEqualTo("2024-03-05T10:10:30Z open");
  }

  @Test
  void blindLeader_opensTheObserverAlert_andOneThatSeesTakesItBack() {
    Agent one = world.agent("one", null);
    world.runUntil(at("09:00:05"));
    world.agent("two", null);
    world.at(TEN, () -> one.blind(Duration.ofMinutes(30)));
    world.at(at("10:20:00"), one::kill);
    world.runUntil(at("11:00:00"));
    assertThat(world.pagers.getFirst().incidents())
        .extracting(Pager.Incident::key)
        .containsOnly("runtime-agent-heartbeat-observer:d");
    assertThat(world.told()).hasSize(2);
    assertThat(world.told().getLast()).isLessThan("2024-03-05T10:21:16");
  }
}
