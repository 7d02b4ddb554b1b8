package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.heartbeat.Moment;
import io.runtimeagent.probe.heartbeat.Tick;
import io.runtimeagent.probe.heartbeat.Transition;
import io.runtimeagent.probe.heartbeat.Windows;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.lease.LeaseHolder;
import io.runtimeagent.probe.lease.LeaseKeeper;
import io.runtimeagent.probe.lease.Legacy;
import io.runtimeagent.probe.lease.Standing;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Judgement, lease and alerts brought together, without a thread of its own: one thread calls
/// `tick`, another one `round`. What the lease says and what is judged change under one lock, so
/// that nothing is wished for by a judgement that does not know yet what the last leader left.
final class ProbeCore {
  private static final String NO_STORE = "there is no store to keep a lease in";

  private final ProbeConfig config;
  private final AlertDesk desk;
  private final Wellness wellness;
  private final ProbeListener listener;
  private final LeaseClock clock;
  private final Optional<LeaseKeeper> keeper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Judge judge;
  private final RunHistory history;
  private final AirflowClock airflowClock = new AirflowClock();
  private final AlertWishes wishes;
  private final MemoryStore store;
  private final long startedNanos;
  private volatile Legacy legacy = Legacy.NONE;
  private volatile Picture picture = Picture.NOTHING;
  private Map<String, String> details = Map.of();
  private Leadership leadership = Leadership.FOLLOWER;
  private boolean leading;
  private long judgedEdition;
  private long alertsEdition;

  ProbeCore(ProbeConfig config, ProbeParts parts, String instance) {
    Windows maintenance = new Windows(config.maintenance());
    this.config = config;
    this.desk = parts.desk();
    this.wellness = parts.wellness();
    this.listener = parts.listener();
    this.clock = parts.clock();
    this.keeper =
        parts
            .lease()
            .map(
                lease ->
                    new LeaseKeeper(
                        lease,
                        new LeaseHolder(config.holder(), instance),
                        config.numbers().lease(),
                        clock));
    this.judge = new Judge(config.mode(), config.numbers().heartbeat(), maintenance);
    this.history = new RunHistory(config.numbers().heartbeat(), listener);
    this.wishes = new AlertWishes(config, maintenance);
    this.store = new MemoryStore(config.stateDir(), listener);
    this.startedNanos = clock.nanoTime().getAsLong();
  }

  /// Goes on from the state directory. Whether there is a lease to be asked before the first tick.
  boolean open() {
    judge.adopt(store.open(), clock.wall().instant());
    if (keeper.isEmpty()) {
      leading = true;
      desk.lead(() -> true);
      stands(Leadership.ALONE, NO_STORE);
    }
    return keeper.isPresent();
  }

  /// One look at the lease; how long to wait until the next.
  Duration round() {
    LeaseKeeper lease = keeper.orElseThrow();
    Duration rest = lease.round(legacy);
    lock.lock();
    try {
      follow(lease);
    } finally {
      lock.unlock();
    }
    return rest;
  }

  /// What the lease said has its effect: first what was left in it, then who sends.
  private void follow(LeaseKeeper lease) {
    Standing standing = lease.standing();
    Json.Obj left = standing.legacy();
    if (standing.edition() > alertsEdition) {
      alertsEdition = standing.edition();
      if (left != null && left.get("alerts") instanceof Json.Obj alerts) {
        desk.adopt(alerts);
      }
    }
    boolean may = lease.maySend();
    if (may && !leading) {
      desk.lead(lease::maySend);
    } else if (!may && leading) {
      desk.follow();
    }
    leading = may;
    stands(standing.leadership(), standing.words());
  }

  private void stands(Leadership now, String words) {
    if (now != leadership) {
      leadership = now;
      listener.heard(new ProbeEvent.LeadershipChanged(now, words));
    }
  }

  /// One judgement. Whether the others should hear of it before the next regular renewal.
  boolean tick(Observed observed, String source) {
    lock.lock();
    try {
      Instant own = clock.wall().instant();
      if (airflowClock.note(observed, own)) {
        listener.heard(new ProbeEvent.AirflowClockAdopted(airflowClock.offset()));
      }
      Instant now = own.plus(airflowClock.offset());
      adopt(now);
      Duration monotonic = Duration.ofNanos(clock.nanoTime().getAsLong() - startedNanos);
      Optional<Tick> tick = judge.tick(observed, new Moment(now, monotonic));
      boolean news = tick.map(t -> judged(observed, source, t)).orElse(false);
      tell(observed, source, tick);
      legacy = new Legacy(left(), judgedEdition);
      store.keep(judge.memory(), clock.nanoTime().getAsLong());
      listener.heard(new ProbeEvent.TickCompleted(now));
      return news;
    } finally {
      lock.unlock();
    }
  }

  private void adopt(Instant now) {
    if (keeper.isEmpty()) {
      return;
    }
    Standing standing = keeper.get().standing();
    if (standing.edition() == judgedEdition) {
      return;
    }
    judgedEdition = standing.edition();
    Json.Obj left = standing.legacy();
    if (left == null || !(left.get("memory") instanceof Json.Obj json)) {
      return;
    }
    Memory memory = MemoryJson.read(json);
    boolean alive = picture.lastTick() != null;
    judge.adopt(alive ? memory : Memory.newer(judge.memory(), memory), now);
  }

  private boolean judged(Observed observed, String source, Tick tick) {
    details = Evidence.of(observed, source, tick.judgement(), details);
    wishes.tell(desk, tick, details);
    wellness(tick);
    if (tick.clock() != ClockChange.NONE) {
      listener.heard(new ProbeEvent.ClockChanged(tick.clock(), clock.wall().instant()));
    }
    if (leading) {
      tick.events().forEach(event -> listener.heard(new ProbeEvent.AlertDecided(event)));
    }
    return leading && !tick.events().isEmpty();
  }

  private void wellness(Tick tick) {
    if (keeper.isPresent() && !keeper.get().maySend()) {
      return;
    }
    Judgement judgement = tick.judgement();
    if (tick.events().stream().map(HeartbeatEvent::transition).anyMatch(Transition.OPEN::equals)) {
      wellness.failed();
    } else if (judgement != null
        && (judgement.phase() == Judgement.Phase.OK
            || judgement.phase() == Judgement.Phase.SUSPECT)) {
      wellness.well();
    }
  }

  private void tell(Observed observed, String source, Optional<Tick> tick) {
    Instant now = clock.wall().instant().plus(airflowClock.offset());
    switch (observed) {
      case Observed.Seen(var observation, _) -> {
        history.saw(observation, now);
        tick.map(Tick::judgement)
            .ifPresent(
                judgement ->
                    listener.heard(new ProbeEvent.HeartbeatJudged(judgement, airflowClock.skew())));
      }
      case Observed.Failed(var kind, String words) ->
          listener.heard(new ProbeEvent.ObservationFailed(kind, words));
    }
    picture =
        picture.after(
            new Picture.Sitting(
                observed,
                source,
                tick,
                judge.memory(),
                history.newest(),
                airflowClock.skew(),
                now));
  }

  private Json.@Nullable Obj left() {
    return new JsonObject()
        .put("memory", MemoryJson.write(judge.memory()).build())
        .put("alerts", desk.shared())
        .build();
  }

  ProbeStatus status() {
    ProbeStatus.LeaderStatus leader =
        keeper
            .map(LeaseKeeper::standing)
            .map(s -> new ProbeStatus.LeaderStatus(s.leadership(), s.words(), s.holder()))
            .orElseGet(() -> new ProbeStatus.LeaderStatus(Leadership.ALONE, NO_STORE, null));
    return picture.status(config.dagId(), leader, desk.status());
  }

  /// Whether this agent sends for the deployment now.
  boolean leads() {
    return keeper.map(LeaseKeeper::maySend).orElse(true);
  }

  /// The end: what is known is stored, and the lease given back with it.
  void end() {
    lock.lock();
    try {
      store.keepNow(judge.memory(), clock.nanoTime().getAsLong());
    } finally {
      lock.unlock();
    }
  }

  /// For the thread that calls `round`, as its last.
  void release() {
    desk.follow();
    keeper.ifPresent(lease -> lease.release(legacy));
  }
}
