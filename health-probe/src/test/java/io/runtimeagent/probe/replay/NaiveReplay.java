package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.replay.Timeline.ClockStep;
import io.runtimeagent.probe.replay.Timeline.Kept;
import io.runtimeagent.probe.replay.Timeline.RecordedRun;
import io.runtimeagent.probe.replay.Timeline.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules read a second time, word by word and without a thought for speed: mutable fields, all
/// runs looked at on each tick. Times are whole seconds.
final class NaiveReplay {
  private final Timeline file;
  private final NaiveCron cron;
  private final List<String> lines = new ArrayList<>();
  private final Set<Restart> restarted = new HashSet<>();

  // stored state
  private @Nullable Instant seen;
  private @Nullable Instant last;
  private Instant floor = Instant.MIN;
  private Instant sfloor = Instant.MIN;
  private Instant good = Instant.MIN;
  private boolean paused;
  private @Nullable Instant opened;
  private Set<String> printed = new TreeSet<>();
  private boolean flapping;
  private List<Instant> opens = new ArrayList<>();
  private @Nullable Instant observer;

  // not stored
  private @Nullable Instant previousNow;
  private @Nullable Instant previousReal;
  private int goodReads;

  NaiveReplay(Timeline file) {
    this.file = file;
    this.cron = new NaiveCron(file.schedule().expression(), file.schedule().zone());
  }

  List<String> play() {
    for (Instant real = file.agentStart(); ; real = real.plus(file.tick())) {
      Instant now = real;
      for (ClockStep step : file.clockSteps()) {
        now = step.at().isAfter(real) ? now : now.plusSeconds(step.seconds());
      }
      if (now.isAfter(file.until())) {
        return lines;
      }
      if (!in(file.agentDown(), now)) {
        restarts(now);
        clock(now, real);
        observer(now);
        seen = now;
        previousNow = now;
        previousReal = real;
      }
    }
  }

  private void restarts(Instant now) {
    boolean lost = false;
    for (Restart restart : file.restarts()) {
      if (!restart.at().isAfter(now) && restarted.add(restart)) {
        previousNow = null;
        goodReads = 0;
        lost = lost || restart.state() == Kept.LOST;
      }
    }
    if (lost) {
      seen = null;
      last = null;
      paused = false;
      opened = null;
      printed = new TreeSet<>();
      flapping = false;
      opens = new ArrayList<>();
      observer = null;
    }
  }

  private void clock(Instant now, Instant real) {
    if (previousNow == null || previousReal == null) {
      if (seen == null || now.isBefore(seen) || now.isAfter(seen.plusSeconds(600))) {
        clamp(now);
        floor = now;
        good = now;
        sfloor = now.plusSeconds(300);
      }
      return;
    }
    long wall = Duration.between(previousNow, now).toSeconds();
    long steady = Duration.between(previousReal, real).toSeconds();
    if (Math.abs(wall - steady) > 30) {
      clamp(now);
      floor = now;
      good = now;
    } else if (steady > 600) {
      floor = now;
      good = now;
      sfloor = now.plusSeconds(300);
    }
  }

  private void clamp(Instant now) {
    last = last != null && last.isAfter(now) ? now : last;
    sfloor = sfloor.isAfter(now) ? now : sfloor;
    opened = opened != null && opened.isAfter(now) ? now : opened;
    observer = observer != null && observer.isAfter(now) ? now : observer;
    opens.replaceAll(open -> open.isAfter(now) ? now : open);
  }

  private void observer(Instant now) {
    boolean maintenance = in(file.maintenance(), now);
    if (in(file.observerDown(), now)) {
      goodReads = 0;
      if (maintenance) {
        good = now;
      } else if (observer == null && !now.isBefore(good.plusSeconds(630))) {
        observer = now;
        print(now, "observer", "open", Set.of("OBSERVER"));
      }
      return;
    }
    good = now;
    goodReads++;
    if (observer != null && goodReads >= 2 && !maintenance) {
      observer = null;
      print(now, "observer", "resolve", Set.of());
    }
    if (in(file.paused(), now)) {
      paused = true;
    } else if (paused) {
      paused = false;
      floor = now;
    }
    decide(now, maintenance, effectiveFloor(now));
  }

  private Instant effectiveFloor(Instant now) {
    Instant effective = floor;
    for (Window window : file.maintenance()) {
      boolean over = !window.to().isAfter(now);
      effective = over && window.to().isAfter(effective) ? window.to() : effective;
    }
    return effective;
  }

  private List<Run> visible(Instant now) {
    List<Run> visible = new ArrayList<>();
    for (RecordedRun each : file.runs()) {
      Run run = each.run();
      boolean shown =
          run.type().equals("scheduled") && by(run.created(), now) && by(run.fire(), now);
      if (shown && !by(each.gone(), now)) {
        visible.add(run);
      }
    }
    visible.sort(Comparator.comparing(Run::fire));
    return visible.size() > 20 ? visible.subList(visible.size() - 20, visible.size()) : visible;
  }

  private void decide(Instant now, boolean maintenance, Instant effective) {
    List<Run> runs = visible(now);
    if (!runs.isEmpty() && (last == null || runs.getLast().fire().isAfter(last))) {
      last = runs.getLast().fire();
    }
    Set<String> conditions = new TreeSet<>();
    if (notScheduled(now, effective)) {
      conditions.add("NOT_SCHEDULED");
    }
    if (notStarted(runs, now, effective)) {
      conditions.add("NOT_STARTED");
    }
    List<Run> counted = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    classify(runs, now, counted, classes);
    if (failures(counted, classes, effective) >= 2) {
      conditions.add("FAILED_TWICE");
    }
    opens.removeIf(open -> !Duration.between(open, now).minusMinutes(60).isNegative());
    if (!paused && !maintenance) {
      alert(now, conditions, successes(counted, classes));
    }
  }

  private boolean notScheduled(Instant now, Instant effective) {
    Instant base = last == null ? effective : max(last, effective);
    Instant patient = max(base, sfloor);
    Instant start = null;
    for (Instant each : file.schedulerStarts()) {
      start = by(each, now) && (start == null || each.isAfter(start)) ? each : start;
    }
    if (start != null) {
      patient = max(patient, start.plusSeconds(300));
    }
    return !now.isBefore(cron.deadline(patient).plusSeconds(30))
        || !now.isBefore(cron.deadline(base).plusSeconds(1200 + 30));
  }

  private boolean notStarted(List<Run> runs, Instant now, Instant effective) {
    int newest = -1;
    for (int i = 0; i < runs.size(); i++) {
      boolean begun = by(runs.get(i).started(), now) || by(runs.get(i).ended(), now);
      newest = begun ? i : newest;
    }
    if (newest + 1 == runs.size()) {
      return false;
    }
    Instant waiting = max(runs.get(newest + 1).fire(), effective);
    return !now.isBefore(cron.deadline(waiting).plusSeconds(30));
  }

  private void classify(List<Run> runs, Instant now, List<Run> counted, List<String> classes) {
    for (Run run : runs) {
      String kind;
      if (by(run.ended(), now)) {
        String state = String.valueOf(run.state());
        kind = state.equals("success") ? "OK" : state.equals("failed") ? "FAIL" : "NEUTRAL";
      } else if (by(run.started(), now)
          && !now.isBefore(cron.deadline(run.fire()).plusSeconds(30))) {
        kind = "FAIL";
      } else {
        kind = "PENDING";
      }
      if (!kind.equals("NEUTRAL")) {
        counted.add(run);
        classes.add(kind);
      }
    }
    while (!classes.isEmpty() && classes.getLast().equals("PENDING")) {
      classes.removeLast();
      counted.removeLast();
    }
  }

  private static int failures(List<Run> counted, List<String> classes, Instant effective) {
    int failures = 0;
    for (int i = classes.size() - 1; i >= 0 && classes.get(i).equals("FAIL"); i--) {
      if (counted.get(i).fire().isBefore(effective)) {
        break;
      }
      failures++;
    }
    return failures;
  }

  private int successes(List<Run> counted, List<String> classes) {
    int successes = 0;
    for (int i = classes.size() - 1; i >= 0 && classes.get(i).equals("OK"); i--) {
      Instant ended = counted.get(i).ended();
      if (opened == null || ended == null || !ended.isAfter(opened)) {
        break;
      }
      successes++;
    }
    return successes;
  }

  private void alert(Instant now, Set<String> conditions, int successes) {
    if (opened == null && !conditions.isEmpty()) {
      opened = now;
      opens.add(now);
      flapping = opens.size() >= 3;
      printed = conditions;
      print(now, "heartbeat", "open", conditions);
    } else if (opened != null && !conditions.isEmpty()) {
      if (!conditions.equals(printed)) {
        printed = conditions;
        print(now, "heartbeat", "update", conditions);
      }
    } else if (opened != null && successes >= (flapping ? 6 : 2)) {
      opened = null;
      printed = new TreeSet<>();
      print(now, "heartbeat", "resolve", Set.of());
    }
  }

  private void print(Instant at, String alert, String event, Set<String> reasons) {
    boolean flap = alert.equals("heartbeat") && flapping;
    String quoted = String.join(",", reasons.stream().map(reason -> '"' + reason + '"').toList());
    lines.add(
        "{\"at\":\"%s\",\"alert\":\"%s\",\"event\":\"%s\",\"reasons\":[%s],\"flapping\":%s}"
            .formatted(at, alert, event, quoted, flap));
  }

  private static boolean in(List<Window> windows, Instant now) {
    return windows.stream().anyMatch(w -> !now.isBefore(w.from()) && now.isBefore(w.to()));
  }

  private static boolean by(@Nullable Instant time, Instant now) {
    return time != null && !time.isAfter(now);
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
