package io.runtimeagent.probe;

import io.runtimeagent.probe.ProbeConfig.Mode;
import io.runtimeagent.probe.ProbeConfig.Numbers;
import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Pager;
import io.runtimeagent.probe.alert.SteppedDesk;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.lease.FakeLease;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.observe.NothingToAsk;
import io.runtimeagent.probe.observe.Observed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Several agents beside one Airflow, with one store and one pager, in simulated time.
final class ProbeWorld {
  private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  Instant now;
  final FakeAirflow airflow;
  final FakeLease store = new FakeLease();
  final List<Agent> agents = new ArrayList<>();
  final List<Pager> pagers =
      List.of(
          new Pager("pager", Pager.pager(), () -> now), new Pager("chat", Pager.chat(), () -> now));
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Path temp;
  private final SplittableRandom random;
  private final Instant start;
  private long order;
  private int born;

  ProbeWorld(Path temp, Instant start, SplittableRandom random) {
    this.temp = temp;
    this.start = start;
    this.now = start;
    this.random = random;
    this.airflow = new FakeAirflow(start.minus(Duration.ofHours(3)));
  }

  void at(Instant time, Runnable what) {
    events.add(new Event(time, order++, what));
  }

  void runUntil(Instant end) {
    while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
      Event next = events.poll();
      now = next.at();
      next.what().run();
      agents.forEach(Agent::deliver);
    }
    now = end;
  }

  /// An agent whose state directory is new, or that of an earlier one.
  Agent agent(String name, @Nullable Agent before) {
    Path disk = before == null ? temp.resolve("disk-" + born) : before.disk;
    Agent agent = new Agent(name, disk, "instance-" + born++);
    agents.add(agent);
    agent.begin();
    return agent;
  }

  /// What became of the first pager's incidents, in the order in which it was told.
  List<String> told() {
    Map<Instant, String> told = new TreeMap<>();
    for (Pager.Incident incident : pagers.getFirst().incidents()) {
      told.put(incident.toldAt(), incident.toldAt() + " open");
      if (incident.resolvedAt() != null) {
        told.put(incident.resolvedAt(), incident.resolvedAt() + " resolve");
      }
    }
    return List.copyOf(told.values());
  }

  final class Agent implements Lease {
    final String name;
    private final Path disk;
    private final ProbeCore core;
    private final AlertDesk desk;
    private Instant frozenUntil = Instant.MIN;
    private Instant cutOffUntil = Instant.MIN;
    private Instant blindUntil = Instant.MIN;
    private Duration wallOffset = Duration.ZERO;
    private final SteppedDesk stepped;
    private Instant dueAt = Instant.MAX;
    private boolean dead;

    Agent(String name, Path disk, String instance) {
      this.name = name;
      this.disk = disk;
      LeaseClock clock = new LeaseClock(this::nanos, this::wall);
      Set<Subject> watched = Set.of(Subject.heartbeat("d", "dag"), Subject.observer("d", "dag"));
      desk =
          new AlertDesk(
              new AlertDesk.Setup(
                  disk,
                  new Identity("d", "", "", ""),
                  watched,
                  new Timing(this::wall, this::nanos, random.split()),
                  ProbeListener.NOOP),
              pagers.stream().map(Pager::sink).toList());
      stepped = new SteppedDesk(desk);
      ProbeConfig config =
          new ProbeConfig("d", "dag", name, disk, Mode.WAIT, List.of(), Numbers.STANDARD);
      core =
          new ProbeCore(
              config,
              new ProbeParts(
                  new NothingToAsk("the world asks"),
                  Optional.of(this),
                  desk,
                  Wellness.NOBODY,
                  ProbeListener.NOOP,
                  clock),
              instance);
    }

    private long nanos() {
      return Duration.between(start, now).toNanos();
    }

    private Instant wall() {
      return now.plus(wallOffset);
    }

    private void begin() {
      boolean unused = core.open();
      round();
      tick();
    }

    boolean runs() {
      return !dead && !now.isBefore(frozenUntil);
    }

    boolean reachesStore() {
      return !now.isBefore(cutOffUntil);
    }

    boolean leads() {
      return runs() && core.leads();
    }

    void kill() {
      dead = true;
      agents.remove(this);
    }

    void end() {
      core.end();
      core.release();
      kill();
    }

    void freeze(Duration time) {
      frozenUntil = now.plus(time);
      at(frozenUntil, () -> {});
    }

    void cutOff(Duration time) {
      cutOffUntil = now.plus(time);
    }

    void blind(Duration time) {
      blindUntil = now.plus(time);
    }

    void stepClock(Duration by) {
      wallOffset = wallOffset.plus(by);
    }

    /// The couriers look at every moment at which something happens, and when something is due.
    private void deliver() {
      if (!runs()) {
        return;
      }
      Instant next = now.plus(stepped.work());
      if (!dueAt.isAfter(now) || next.isBefore(dueAt)) {
        dueAt = next;
        at(next, () -> {});
      }
    }

    private void tick() {
      if (runs()) {
        Observed observed =
            now.isBefore(blindUntil)
                ? new Observed.Failed(Reading.Kind.CONNECT, "blind")
                : airflow.seen(now);
        if (core.tick(observed, "the world")) {
          Duration unused = core.round();
        }
      }
      if (!dead) {
        at(later(Duration.ofSeconds(15)), this::tick);
      }
    }

    private void round() {
      Duration rest = runs() ? core.round() : Duration.ZERO;
      if (!dead) {
        at(later(rest), this::round);
      }
    }

    /// What would have been due while it was frozen is due when it wakes, in any order.
    private Instant later(Duration rest) {
      Instant due = now.plus(rest);
      return due.isBefore(frozenUntil) ? frozenUntil.plusMillis(random.nextInt(2000)) : due;
    }

    @Override
    public View look(@Nullable String known) {
      return now.isBefore(cutOffUntil) ? new View.Unreadable("cut off") : store.look(known);
    }

    @Override
    public Write write(@Nullable String version, String text) {
      return now.isBefore(cutOffUntil) ? new Write.Failed("cut off") : store.write(version, text);
    }
  }
}
