package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.replay.Timeline.RecordedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The newest runs that Airflow would show at a time. They change only where a run is created,
/// becomes due or goes, so they are looked for once between two such times.
final class VisibleRuns {
  /// What the heartbeat looks at: its 20 newest.
  private static final int NEWEST = 20;

  private final RecordedRun[] byFire;
  private final Instant[] changes;
  private int stretch = -1;
  private List<Run> current = List.of();

  VisibleRuns(List<RecordedRun> runs) {
    this.byFire =
        runs.stream()
            .filter(run -> run.run().type().equals("scheduled"))
            .sorted(Comparator.comparing(run -> run.run().fire()))
            .toArray(RecordedRun[]::new);
    List<Instant> times = new ArrayList<>();
    for (RecordedRun each : byFire) {
      times.add(appears(each));
      if (each.gone() != null) {
        times.add(each.gone());
      }
    }
    this.changes = times.stream().sorted().distinct().toArray(Instant[]::new);
  }

  List<Run> at(Instant now) {
    int found = stretchOf(now);
    if (found != stretch) {
      stretch = found;
      current = newest(now);
    }
    return current;
  }

  /// How many changes are not later than now; mostly the same as at the tick before.
  private int stretchOf(Instant now) {
    boolean begun = stretch == 0 || (stretch > 0 && !changes[stretch - 1].isAfter(now));
    boolean lasts = stretch == changes.length || (stretch >= 0 && changes[stretch].isAfter(now));
    if (begun && lasts) {
      return stretch;
    }
    int index = Arrays.binarySearch(changes, now);
    return index >= 0 ? index + 1 : -index - 1;
  }

  private List<Run> newest(Instant now) {
    List<Run> newest = new ArrayList<>(NEWEST);
    for (int i = due(now) - 1; i >= 0 && newest.size() < NEWEST; i--) {
      RecordedRun each = byFire[i];
      boolean gone = each.gone() != null && !each.gone().isAfter(now);
      if (!appears(each).isAfter(now) && !gone) {
        newest.add(each.run());
      }
    }
    return List.copyOf(newest.reversed());
  }

  /// How many runs are due by now.
  private int due(Instant now) {
    int low = 0;
    int high = byFire.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byFire[middle].run().fire().isAfter(now)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Instant appears(RecordedRun each) {
    Instant fire = each.run().fire();
    Instant created = each.run().created();
    return created != null && created.isAfter(fire) ? created : fire;
  }
}
