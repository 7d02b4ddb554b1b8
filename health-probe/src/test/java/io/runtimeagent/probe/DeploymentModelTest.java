package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.ProbeWorld.Agent;
import io.runtimeagent.probe.alert.Pager;
import io.runtimeagent.probe.heartbeat.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Judgement, lease and delivery together, whatever happens to agents, store and pagers: nobody is
/// paged for nothing, no outage is missed, each makes one incident, and each incident ends.
/// `-Dseed=N -Dworlds=1` repeats one.
class DeploymentModelTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int WORLDS = Integer.getInteger("worlds", 4);
  private static final Instant START = Instant.parse("2024-03-05T09:00:00Z");
  private static final String HEARTBEAT = "runtime-agent-heartbeat:d:dag";

  private final Path temp;

  DeploymentModelTest(@TempDir(factory = InMemory.class) Path temp) {
    this.temp = temp;
  }

  @Test
  void pagers_hearOfEachOutageOnce_whateverHappens() {
    int incidents = 0;
    int followed = 0;
    for (int i = 0; i < WORLDS; i++) {
      Story story = new Story(SEED + i, temp.resolve("world-" + i));
      story.play();
      incidents += story.incidents();
      followed += story.followed;
    }
    assertThat(incidents).as("incidents, seed %d", SEED).isGreaterThan(WORLDS);
    assertThat(followed).as("leaders followed, seed %d", SEED).isGreaterThanOrEqualTo(WORLDS / 8);
  }

  /// One random history.
  private static final class Story {
    private static final Duration CALM = Duration.ofMinutes(50);

    /// From the end of the last fault until everything is as it should be: a lease changes hands, a
    /// courier waits after failures.
    private static final Duration RECOVERY = Duration.ofSeconds(75 + 300 + 30);

    /// What a scheduler that just started may stretch the deadline by.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final long seed;
    private final SplittableRandom random;
    private final ProbeWorld world;
    private final List<Fault> faults = new ArrayList<>();
    private Instant end;
    private int named;
    private int followed;

    Story(long seed, Path temp) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.world = new ProbeWorld(temp, START, random.split());
      this.end = START.plus(Duration.ofMinutes(20));
    }

    void play() {
      int agents = 1 + random.nextInt(3);
      for (int i = 0; i < agents; i++) {
        world.agent("agent-" + named++, null);
      }
      Instant worst = end.plus(Duration.ofHours(4));
      outages(worst);
      for (Instant at = end; at.isBefore(worst); at = at.plus(minutes(2, 25))) {
        world.at(at, this::fault);
      }
      end = worst.plus(Duration.ofMinutes(130)).plus(CALM);
      Truth truth = Truth.of(world.airflow, START, end);
      for (Instant at = START; at.isBefore(end); at = at.plus(Duration.ofMinutes(1))) {
        Instant then = at;
        world.at(at, () -> assertPaged(truth, then));
      }
      world.runUntil(end);
      world.pagers.forEach(pager -> assertHeard(truth, pager));
      assertThat(world.agents.stream().filter(Agent::leads)).as(words()).hasSize(1);
    }

    int incidents() {
      return world.pagers.getFirst().incidents().size();
    }

    private record Fault(String what, Instant from, Instant to) {}

    private void outages(Instant until) {
      Instant at = end.plus(minutes(0, 60));
      while (at.isBefore(until)) {
        Window outage = new Window(at, at.plus(minutes(1, 120)));
        if (random.nextInt(3) == 0) {
          world.airflow.failing.add(outage);
        } else {
          world.airflow.down.add(outage);
          world.airflow.schedulerStarts.add(outage.to());
        }
        at = outage.to().plus(minutes(1, 60));
      }
    }

    private void fault() {
      if (world.agents.isEmpty()) {
        pager();
        return;
      }
      Agent agent = world.agents.get(random.nextInt(world.agents.size()));
      switch (random.nextInt(7)) {
        case 0 -> agent.freeze(lasting("freeze " + agent.name, 8));
        case 1 -> agent.cutOff(lasting("cut off " + agent.name, 40));
        case 2 -> {
          Duration time = lasting("store away", 40);
          world.agents.forEach(each -> each.cutOff(time));
        }
        case 3 -> blind(agent);
        case 4 -> restart(agent);
        case 5 -> follow(agent);
        default -> pager();
      }
    }

    /// Never for so long that the observer's alert has to open.
    private void blind(Agent agent) {
      String what = "blind " + agent.name;
      Instant before = world.now.minus(Duration.ofMinutes(1));
      if (faults.stream().noneMatch(f -> f.what().equals(what) && f.to().isAfter(before))) {
        agent.blind(lasting(what, 9));
      }
    }

    private void pager() {
      Pager pager = world.pagers.get(random.nextInt(world.pagers.size()));
      var moods = List.of(Pager.Mood.FAILS, Pager.Mood.LOSES, Pager.Mood.KEEPS_SILENT);
      Pager.Mood mood = moods.get(random.nextInt(moods.size()));
      pager.mood(mood);
      world.at(world.now.plus(lasting("pager " + mood, 30)), () -> pager.mood(Pager.Mood.TAKES));
    }

    /// Its disk is kept, or the store is there: what it knew is not lost.
    private void restart(Agent agent) {
      boolean orderly = random.nextBoolean();
      boolean keep = random.nextBoolean() || !agent.reachesStore();
      if (orderly) {
        agent.end();
      } else {
        agent.kill();
      }
      world.at(
          world.now.plus(lasting("restart " + agent.name, 8)),
          () -> world.agent(agent.name, keep || storeAway() ? agent : null));
    }

    private boolean storeAway() {
      return world.agents.stream().anyMatch(each -> !each.reachesStore());
    }

    /// The leader is killed for good, and another one has to lead in time.
    private void follow(Agent agent) {
      if (!agent.leads() || world.agents.size() < 2 || !quiet(world.now)) {
        return;
      }
      agent.kill();
      followed++;
      int before = faults.size();
      world.at(
          world.now.plusSeconds(76),
          () -> {
            if (faults.size() == before) {
              assertThat(world.agents).as(words()).anyMatch(Agent::leads);
            }
          });
      faults.add(new Fault("killed " + agent.name, world.now, world.now.plusSeconds(76)));
      world.at(world.now.plus(minutes(2, 10)), () -> world.agent("agent-" + named++, null));
    }

    private boolean quiet(Instant time) {
      return faults.stream()
          .allMatch(each -> each.to().plus(RECOVERY).isBefore(time) || each.from().isAfter(time));
    }

    /// Where there has been trouble for long, and no fault, everybody has been paged.
    private void assertPaged(Truth truth, Instant now) {
      Window trouble = truth.at(now, Duration.ZERO);
      boolean due = trouble != null && now.isAfter(trouble.from().plus(PATIENCE).plus(RECOVERY));
      if (due && quiet(now)) {
        for (Pager pager : world.pagers) {
          assertThat(pager.isOpen(HEARTBEAT)).as("paged at %s; %s", now, words()).isTrue();
        }
      }
    }

    /// What the pager heard: of troubles only, of each once, and of the end of each.
    private void assertHeard(Truth truth, Pager pager) {
      List<Window> heard = new ArrayList<>();
      for (Pager.Incident incident : pager.incidents()) {
        assertThat(incident.key()).as(words()).isEqualTo(HEARTBEAT);
        assertThat(incident.resolvedAt()).as("%s; %s", incident, words()).isNotNull();
        Window trouble = truth.at(incident.openedAt(), Duration.ofSeconds(20));
        assertThat(trouble).as("%s; %s", incident, words()).isNotNull();
        if (!belated(incident)) {
          assertThat(heard).as("%s; %s", incident, words()).doesNotContain(trouble);
          heard.add(trouble);
        }
      }
    }

    /// Where the store is away all send, and who could not tell of an incident while it lasted
    /// tells of its opening and its end afterwards, not knowing that another one has.
    private boolean belated(Pager.Incident incident) {
      Instant end = incident.resolvedAt() == null ? Instant.MAX : incident.resolvedAt();
      boolean atOnce =
          Duration.between(incident.toldAt(), end).compareTo(Duration.ofSeconds(1)) < 0;
      return atOnce
          && Stream.of("store away", "cut off", "pager")
                  .filter(what -> faults.stream().anyMatch(each -> hit(each, what, incident)))
                  .count()
              > 1;
    }

    private static boolean hit(Fault fault, String what, Pager.Incident incident) {
      return fault.what().startsWith(what)
          && fault.from().isBefore(incident.toldAt())
          && fault.to().plus(RECOVERY).isAfter(incident.openedAt());
    }

    private String words() {
      return "-Dseed=%d -Dworlds=1; at %s; faults %s; %s; %s"
          .formatted(
              seed, world.now, faults, world.airflow.down, world.pagers.getFirst().incidents());
    }

    private Duration lasting(String what, int most) {
      Duration time = minutes(0, most);
      faults.add(new Fault(what, world.now, world.now.plus(time)));
      return time;
    }

    private Duration minutes(int least, int most) {
      return Duration.ofMillis(random.nextInt(least * 60_000, most * 60_000));
    }
  }
}
