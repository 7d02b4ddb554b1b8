package io.runtimeagent.probe.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest visible runs at one tick, in the order in which they were due. All rules see these
/// and no others.
final class Runs {
  static final int NEWEST = 20;

  private final List<Run> runs;
  private final Instant now;

  private Runs(List<Run> runs, Instant now) {
    this.runs = runs;
    this.now = now;
  }

  static Runs visible(List<Run> told, Instant now) {
    List<Run> visible = new ArrayList<>(told.size());
    for (Run run : told) {
      if (run.visible(now)) {
        visible.add(run);
      }
    }
    visible.sort(Comparator.comparing(Run::fire));
    int size = visible.size();
    return new Runs(visible.subList(Math.max(0, size - NEWEST), size), now);
  }

  @Nullable Instant newestFire() {
    return runs.isEmpty() ? null : runs.getLast().fire();
  }

  /// End of the newest successful run.
  @Nullable Instant newestSuccess() {
    Instant newest = null;
    for (Run run : runs) {
      Instant ended = run.ended();
      boolean success = run.endedBy(now) && Outcome.SUCCESS.equals(run.state());
      if (success && ended != null && (newest == null || ended.isAfter(newest))) {
        newest = ended;
      }
    }
    return newest;
  }

  /// The oldest run that waits behind the newest one that was started or ended.
  @Nullable Run oldestWaiting() {
    Run waiting = null;
    for (Run run : runs.reversed()) {
      if (run.startedBy(now) || run.endedBy(now)) {
        return waiting;
      }
      waiting = run;
    }
    return waiting;
  }

  /// The runs that say something about health, newest first: neutral ones left out, and the pending
  /// ones at the newest end.
  List<Judged> judged(Deadlines deadlines, Duration grace) {
    List<Judged> judged = new ArrayList<>(runs.size());
    for (Run run : runs.reversed()) {
      Outcome outcome = outcome(run, deadlines, grace);
      boolean says = outcome != Outcome.NEUTRAL;
      if (says && !(judged.isEmpty() && outcome == Outcome.PENDING)) {
        judged.add(new Judged(run, outcome));
      }
    }
    return judged;
  }

  private Outcome outcome(Run run, Deadlines deadlines, Duration grace) {
    if (run.endedBy(now)) {
      return Outcome.of(run.state());
    }
    boolean stalled = run.startedBy(now) && !now.isBefore(deadlines.after(run.fire()).plus(grace));
    return stalled ? Outcome.FAIL : Outcome.PENDING;
  }

  /// A run and what it says.
  record Judged(Run run, Outcome outcome) {}

  /// What one run says about health. A run that started and does not end counts as failed until it
  /// does end.
  enum Outcome {
    OK,
    FAIL,
    NEUTRAL,
    PENDING;

    static final String SUCCESS = "success";
    static final String FAILED = "failed";

    static Outcome of(@Nullable String state) {
      if (SUCCESS.equals(state)) {
        return OK;
      }
      return FAILED.equals(state) ? FAIL : NEUTRAL;
    }
  }
}
