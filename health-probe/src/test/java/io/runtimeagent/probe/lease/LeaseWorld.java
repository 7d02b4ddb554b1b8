package io.runtimeagent.probe.lease;

import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Several agents and one store in simulated time: requests take their time, get lost before or
/// after they did their work, or do it late; processes freeze, die and come back.
final class LeaseWorld {
  static final Instant START = Instant.parse("2024-03-05T09:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /// What the store does to requests: a share of them is lost, in one way or another.
  enum Weather {
    FAIR,
    ROUGH
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  final FakeLease store = new FakeLease();
  final List<Agent> agents = new ArrayList<>();
  Weather weather = Weather.FAIR;
  long now;
  private long order;

  LeaseWorld(SplittableRandom random) {
    this.random = random;
  }

  Agent agent(String name) {
    Agent agent = new Agent(name, "instance-" + agents.size());
    agents.add(agent);
    at(Duration.ZERO, agent::begin);
    return agent;
  }

  void at(Duration later, Runnable what) {
    events.add(new Event(now + later.toNanos(), order++, what));
  }

  /// Runs until so much time has gone by, looking on after every event.
  void run(Duration time, Runnable look) {
    long end = now + time.toNanos();
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event next = events.poll();
      now = next.at();
      next.what().run();
      look.run();
    }
    now = end;
    look.run();
  }

  void run(Duration time) {
    run(time, () -> {});
  }

  List<Agent> sending() {
    return agents.stream().filter(Agent::maySend).toList();
  }

  /// One process, on a thread of its own that runs only while the world waits for it.
  final class Agent implements Lease {
    final String name;
    final LeaseKeeper keeper;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private long suspended;
    private long frozenUntil;
    private long wallOffset;
    private boolean dead;
    private boolean ending;
    private boolean sleeps;
    private boolean cutOff;
    private Legacy legacy = Legacy.NONE;

    Agent(String name, String instance) {
      this.name = name;
      LeaseClock clock =
          new LeaseClock(() -> now - suspended, () -> START.plusNanos(now + wallOffset));
      keeper =
          new LeaseKeeper(this, new LeaseHolder(name, instance), LeaseParameters.STANDARD, clock);
    }

    /// Whether it would send at this moment: a process that does not run does not.
    boolean maySend() {
      return !dead && now >= frozenUntil && keeper.maySend();
    }

    boolean leads() {
      return keeper.standing().leadership() == Leadership.LEADER;
    }

    void kill() {
      dead = true;
    }

    void freeze(Duration time) {
      frozenUntil = now + time.toNanos();
      // Whoever sends looks at once, before the lease's own thread has its turn.
      at(time, () -> {});
    }

    /// As when the machine sleeps: the monotonic clock stops, too. Only the wall clock tells, so a
    /// machine whose clock is set at the same time is beyond help.
    void suspend(Duration time) {
      if (wallOffset != 0) {
        return;
      }
      freeze(time);
      sleeps = true;
      at(time, () -> suspended += time.toNanos());
    }

    void stepClock(Duration by) {
      wallOffset += sleeps ? 0 : by.toNanos();
    }

    void cutOff(Duration time) {
      cutOff = true;
      at(time, () -> cutOff = false);
    }

    void leave(String text) {
      legacy = new Legacy(new JsonObject().put("note", text).build(), keeper.standing().edition());
    }

    @Nullable String read() {
      Json.Obj left = keeper.standing().legacy();
      return left == null ? null : left.text("note");
    }

    /// The end as it should be. It is told to end while it waits or while it asks.
    void release() {
      ending = true;
    }

    private void begin() {
      Thread unused = Thread.ofVirtual().start(this::live);
      done.acquireUninterruptibly();
    }

    private void live() {
      while (!ending) {
        pause(keeper.round(legacy));
      }
      keeper.release(legacy);
      dead = true;
      done.release();
    }

    /// Lets so much time go by.
    private void pause(Duration time) {
      at(time, this::resume);
      done.release();
      turn.acquireUninterruptibly();
    }

    private void resume() {
      if (now < frozenUntil) {
        at(Duration.ofNanos(frozenUntil - now), this::resume);
      } else if (!dead) {
        turn.release();
        done.acquireUninterruptibly();
      }
    }

    @Override
    public View look(@Nullable String known) {
      pause(latency());
      View view = lost() ? new View.Unreadable("lost") : store.look(known);
      pause(latency());
      return view;
    }

    @Override
    public Write write(@Nullable String version, String text) {
      pause(latency());
      Write write = written(version, text);
      pause(latency());
      return write;
    }

    private Write written(@Nullable String version, String text) {
      if (!lost()) {
        return store.write(version, text);
      }
      return switch (random.nextInt(cutOff ? 2 : 4)) {
        case 0 -> new Write.Failed("lost");
        case 1 -> new Write.Doubtful("request lost");
        case 2 -> {
          late(version, text);
          yield new Write.Doubtful("answer lost");
        }
        default -> {
          at(Duration.ofNanos(random.nextLong(40 * SECOND)), () -> late(version, text));
          yield new Write.Doubtful("late");
        }
      };
    }

    private void late(@Nullable String version, String text) {
      Write unused = store.write(version, text);
    }

    private boolean lost() {
      return cutOff || (weather == Weather.ROUGH && random.nextInt(3) == 0);
    }

    private Duration latency() {
      return Duration.ofNanos(
          weather == Weather.FAIR ? random.nextLong(SECOND / 4) : random.nextLong(5 * SECOND));
    }
  }
}
