package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.Heartbeat;
import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.Moment;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Tick;
import io.runtimeagent.probe.heartbeat.Watch;
import io.runtimeagent.probe.heartbeat.Windows;
import io.runtimeagent.probe.replay.Timeline.Kept;
import io.runtimeagent.probe.replay.Timeline.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Plays one timeline, tick by tick.
final class Player {
  private final Timeline timeline;
  private final Heartbeat heartbeat;
  private final WallClock clock;
  private final VisibleRuns runs;
  private final Windows observerDown;
  private final Windows paused;
  private final Windows agentDown;
  private final TreeSet<Instant> schedulerStarts;
  private final List<Restart> restarts;
  private int restarted;
  private Watch watch = Watch.cold();

  Player(Timeline timeline) {
    this.timeline = timeline;
    this.heartbeat = new Heartbeat(Parameters.STANDARD, new Windows(timeline.maintenance()));
    this.clock = new WallClock(timeline.clockSteps());
    this.runs = new VisibleRuns(timeline.runs());
    this.observerDown = new Windows(timeline.observerDown());
    this.paused = new Windows(timeline.paused());
    this.agentDown = new Windows(timeline.agentDown());
    this.schedulerStarts = new TreeSet<>(timeline.schedulerStarts());
    this.restarts = timeline.restarts().stream().sorted(Comparator.comparing(Restart::at)).toList();
  }

  List<HeartbeatEvent> play() {
    List<HeartbeatEvent> events = new ArrayList<>();
    Instant real = timeline.agentStart();
    for (Instant now = clock.at(real); !now.isAfter(timeline.until()); now = clock.at(real)) {
      if (!agentDown.contain(now)) {
        restartIfDue(now);
        Duration monotonic = Duration.between(timeline.agentStart(), real);
        Tick tick = heartbeat.tick(watch, reading(now), new Moment(now, monotonic));
        watch = tick.watch();
        events.addAll(tick.events());
      }
      real = real.plus(timeline.tick());
    }
    return events;
  }

  private void restartIfDue(Instant now) {
    boolean due = false;
    boolean lost = false;
    while (restarted < restarts.size() && !restarts.get(restarted).at().isAfter(now)) {
      due = true;
      lost |= restarts.get(restarted++).state() == Kept.LOST;
    }
    if (due) {
      HeartbeatState stored = watch.state();
      watch = lost || stored == null ? Watch.cold() : Watch.resumed(stored);
    }
  }

  private Reading reading(Instant now) {
    if (observerDown.contain(now)) {
      return new Reading.Unreadable(Reading.Kind.CONNECT, "observer_down");
    }
    return new Reading.Observation(
        runs.at(now),
        paused.contain(now) ? Reading.Presence.PAUSED : Reading.Presence.ACTIVE,
        timeline.schedule(),
        schedulerStarts.floor(now));
  }
}
