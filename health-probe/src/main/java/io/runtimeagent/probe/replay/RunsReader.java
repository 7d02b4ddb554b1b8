package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.replay.Timeline.RecordedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the runs of a file one by one while the file is read, since there may be years of them.
/// Only scheduled ones count, so only those are kept.
final class RunsReader implements Json.Taker {
  static final String LIST = "runs";

  /// A year of runs, one in five minutes, fits; more would not into the agent's heap.
  private static final int MOST = 110_000;

  private final Faults faults = new Faults();
  private final List<RecordedRun> runs = new ArrayList<>();
  private boolean tooMany;

  @Override
  public boolean takes(String list, int index, Json item) {
    if (!list.equals(LIST)) {
      return false;
    }
    String path = LIST + "[" + index + "]";
    if (item instanceof Json.Obj object) {
      Fields fields = new Fields(object, path, faults);
      RecordedRun run = run(fields);
      fields.refuseOthers();
      keep(run, path, item);
    } else {
      faults.wrong(path, item, "an object");
    }
    return true;
  }

  Faults faults() {
    return faults;
  }

  List<RecordedRun> runs() {
    return runs;
  }

  private void keep(@Nullable RecordedRun run, String path, Json item) {
    if (run == null || !run.run().type().equals(Run.SCHEDULED)) {
      return;
    }
    if (runs.size() < MOST) {
      runs.add(run);
    } else if (!tooMany) {
      tooMany = true;
      faults.wrong(path, item, "no more than %d scheduled runs".formatted(MOST));
    }
  }

  private static @Nullable RecordedRun run(Fields fields) {
    String id = fields.text("run_id");
    String type = fields.text("run_type");
    Instant fire = fields.time("fire");
    Instant created = fields.time("created");
    Instant started = fields.timeIfAny("started");
    Instant ended = fields.timeIfAny("ended");
    Instant gone = fields.timeIfAny("gone");
    String state = ended == null ? fields.textIfAny("state") : fields.text("state");
    if (id == null || type == null || fire == null || created == null) {
      return null;
    }
    String word = state == null ? null : state.intern();
    return new RecordedRun(new Run(id, type.intern(), fire, created, started, ended, word), gone);
  }
}
