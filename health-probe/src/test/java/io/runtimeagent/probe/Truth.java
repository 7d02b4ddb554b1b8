package io.runtimeagent.probe;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When an Airflow was in trouble, told by a look at its runs and nothing else.
record Truth(List<Window> troubles) {
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration MISSED = Duration.ofSeconds(630);

  static Truth of(FakeAirflow airflow, Instant from, Instant to) {
    List<Window> troubles = new ArrayList<>();
    Instant began = null;
    for (Instant now = from; now.isBefore(to); now = now.plus(STEP)) {
      boolean trouble = trouble(airflow, now);
      if (trouble && began == null) {
        began = now.minus(STEP);
      } else if (!trouble && began != null) {
        troubles.add(new Window(began, now));
        began = null;
      }
    }
    return new Truth(troubles);
  }

  private static boolean trouble(FakeAirflow airflow, Instant now) {
    Reading.Observation seen = ((Observed.Seen) airflow.seen(now)).observation();
    List<Run> ended =
        seen.runs().stream().filter(run -> run.ended() != null && !ended(run, now)).toList();
    Instant last = seen.runs().getFirst().fire();
    boolean failed = ended.size() > 1 && fails(ended.get(0)) && fails(ended.get(1));
    return failed || !now.isBefore(last.plus(MISSED));
  }

  private static boolean ended(Run run, Instant now) {
    return run.ended() != null && run.ended().isAfter(now);
  }

  private static boolean fails(Run run) {
    return "failed".equals(run.state());
  }

  /// The trouble at this moment, or a moment before, which an agent needs to notice its end.
  @Nullable Window at(Instant time, Duration later) {
    return troubles.stream()
        .filter(each -> !time.isBefore(each.from()) && time.isBefore(each.to().plus(later)))
        .findFirst()
        .orElse(null);
  }
}
