package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// Runs the heartbeat over a recorded timeline, with the standard parameters.
public final class HeartbeatReplay {
  /// What a replay comes to.
  public sealed interface Outcome {
    /// One JSON object a line, in order of ticks; none is a result too.
    record Played(List<String> lines) implements Outcome {}

    /// The file is at fault. Each entry names the field, the value and what is accepted.
    record Refused(List<String> faults) implements Outcome {}
  }

  private HeartbeatReplay() {}

  /// Reads the file as it comes, runs are not held as text: it may be long.
  public static Outcome replay(Reader file) throws IOException {
    Faults faults = new Faults();
    RunsReader runs = new RunsReader();
    Timeline timeline = null;
    try {
      timeline = new TimelineReader(faults, runs).read(Json.parse(file, runs));
    } catch (JsonException e) {
      faults.addAll(runs.faults());
      faults.file(e.reason());
    }
    return timeline == null
        ? new Outcome.Refused(faults.all())
        : new Outcome.Played(
            new Player(timeline).play().stream().map(HeartbeatReplay::line).toList());
  }

  private static String line(HeartbeatEvent event) {
    return new JsonObject()
        .put("at", event.at())
        .put("alert", event.subject().word())
        .put("event", event.transition().word())
        .put("reasons", event.reasons())
        .put("flapping", event.flapping())
        .build()
        .compact();
  }
}
