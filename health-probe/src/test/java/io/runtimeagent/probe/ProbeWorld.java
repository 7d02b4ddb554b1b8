package io.runtimeagent.probe;

import io.runtimeagent.probe.ProbeConfig.Mode;
import io.runtimeagent.probe.ProbeConfig.Numbers;
import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Incident;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
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

  /// What the pager was told: of the deployment's alerts only the first opening and the end, since
  /// the dedup key makes one incident of all.
  record Page(Instant at, String event, String key) {}

  final FakeAirflow airflow;
  final FakeLease store = new FakeLease();
  final List<Agent> agents = new ArrayList<>();
  final List<Page> pages = new ArrayList<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> openings = new HashSet<>();
  private final Set<String> endings = new HashSet<>();
  private final Path temp;
  private final SplittableRandom random;
  private final Instant start;
  private long order;
  private int born;
  Instant now;

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
      agents.forEach(this::send);
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

  List<String> told() {
    return pages.stream().map(page -> page.at() + " " + page.event()).toList();
  }

  private void send(Agent agent) {
    if (!agent.runs() || !agent.core.leads()) {
      return;
    }
    DeskStatus status = agent.desk.status();
    for (Alert alert : status.open()) {
      boolean told = !openings.add(alert.dedupKey() + alert.opened().at());
      if (!told && open.add(alert.dedupKey())) {
        pages.add(new Page(now, "open", alert.dedupKey()));
      }
    }
    for (Incident past : status.past()) {
      String key = past.subject().dedupKey();
      boolean over = status.open().stream().noneMatch(alert -> alert.dedupKey().equals(key));
      boolean news = endings.add(key + past.opened().at());
      if (news && over && open.remove(key)) {
        pages.add(new Page(now, "resolve", key));
      }
    }
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
              List.of());
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
      desk.start();
      boolean unused = core.open();
      round();
      tick();
    }

    boolean runs() {
      return !dead && !now.isBefore(frozenUntil);
    }

    boolean leads() {
      return runs() && core.leads();
    }

    void kill() {
      dead = true;
      desk.close();
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
