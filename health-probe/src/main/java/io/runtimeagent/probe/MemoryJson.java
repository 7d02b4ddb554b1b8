package io.runtimeagent.probe;

import io.runtimeagent.probe.Memory.Acquaintance;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.heartbeat.Reason;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The memory as JSON, in the state file and in the lease.
final class MemoryJson {
  private MemoryJson() {}

  static JsonObject write(Memory memory) {
    JsonObject json = new JsonObject().put("dag_seen", memory.dag() == Acquaintance.SEEN);
    HeartbeatState state = memory.state();
    return state == null ? json : json.put("heartbeat", write(state));
  }

  /// The memory that was written; none where it makes no sense.
  static Memory read(Json.Obj json) {
    try {
      Acquaintance dag = json.isTrue("dag_seen") ? Acquaintance.SEEN : Acquaintance.NEVER_SEEN;
      return new Memory(dag, json.get("heartbeat") instanceof Json.Obj state ? state(state) : null);
    } catch (DateTimeException | IllegalArgumentException | InvalidScheduleException e) {
      return Memory.NONE;
    }
  }

  private static Json.Obj write(HeartbeatState state) {
    HeartbeatState.Alert alert = state.alert();
    Schedule schedule = state.schedule();
    return new JsonObject()
        .put("seen", state.seen())
        .put("last", state.last())
        .put("floor", state.floor())
        .put("startup_floor", state.startupFloor())
        .put("good", state.good())
        .put("paused", state.paused())
        .put("schedule", schedule == null ? null : schedule.expression())
        .put("zone", schedule == null ? null : schedule.zone().getId())
        .put("opened_at", alert.openedAt())
        .put("reasons", alert.reasons().stream().map(Reason::name).toList())
        .put("flapping", alert.flapping())
        .put("opens", alert.opens().stream().map(Instant::toString).toList())
        .put("observer_opened_at", state.observerOpenedAt())
        .build();
  }

  private static HeartbeatState state(Json.Obj json) throws InvalidScheduleException {
    return new HeartbeatState(
        time(json, "seen"),
        timeOrNull(json, "last"),
        time(json, "floor"),
        time(json, "startup_floor"),
        time(json, "good"),
        json.isTrue("paused"),
        schedule(json.text("schedule"), json.text("zone")),
        new HeartbeatState.Alert(
            timeOrNull(json, "opened_at"), reasons(json), json.isTrue("flapping"), opens(json)),
        timeOrNull(json, "observer_opened_at"));
  }

  private static @Nullable Schedule schedule(@Nullable String expression, @Nullable String zone)
      throws InvalidScheduleException {
    return expression == null || zone == null ? null : Schedule.of(expression, ZoneId.of(zone));
  }

  private static Set<Reason> reasons(Json.Obj json) {
    Set<Reason> reasons = new TreeSet<>();
    for (Json item : json.items("reasons")) {
      if (item instanceof Json.Str(String name)) {
        reasons.add(Reason.valueOf(name));
      }
    }
    return reasons;
  }

  private static List<Instant> opens(Json.Obj json) {
    List<Instant> opens = new ArrayList<>();
    for (Json item : json.items("opens")) {
      if (item instanceof Json.Str(String time)) {
        opens.add(Instant.parse(time));
      }
    }
    return opens;
  }

  private static Instant time(Json.Obj json, String name) {
    Instant time = timeOrNull(json, name);
    if (time == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return time;
  }

  private static @Nullable Instant timeOrNull(Json.Obj json, String name) {
    String text = json.text(name);
    return text == null ? null : Instant.parse(text);
  }
}
