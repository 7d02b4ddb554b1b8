package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.replay.Timeline.ClockStep;
import io.runtimeagent.probe.replay.Timeline.Kept;
import io.runtimeagent.probe.replay.Timeline.Restart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a replay file strictly; all its faults come together.
final class TimelineReader {
  private static final String INTERVAL =
      "[from, to], two times without fraction, to not before from";
  private static final String SECONDS = "a whole number of seconds";
  private static final String TICK = "a whole number from 1 to 60";
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Faults faults;
  private final RunsReader recorded;

  /// `recorded` took the runs while the file was read.
  TimelineReader(Faults faults, RunsReader recorded) {
    this.faults = faults;
    this.recorded = recorded;
  }

  /// The timeline, null where there are faults.
  @Nullable Timeline read(Json json) {
    if (!(json instanceof Json.Obj object)) {
      faults.file("it holds another value");
      return null;
    }
    Fields fields = new Fields(object, "", faults);
    Schedule schedule = schedule(fields);
    Instant start = fields.wholeTime("agent_start");
    Instant until = fields.wholeTime("until");
    if (start != null && until != null && until.isBefore(start)) {
      fields.wrong("until", "a time that is not before agent_start");
    }
    Long tick = fields.any("tick_seconds") == null ? Long.valueOf(15) : tick(fields);
    fields.required(RunsReader.LIST);
    Lists lists = new Lists(fields);
    fields.refuseOthers();
    if (!faults.none() || schedule == null || start == null || until == null || tick == null) {
      return null;
    }
    return lists.timeline(schedule, start, until, Duration.ofSeconds(tick));
  }

  private @Nullable Long tick(Fields fields) {
    Long tick = fields.number("tick_seconds", TICK);
    if (tick != null && (tick < 1 || tick > 60)) {
      fields.wrong("tick_seconds", TICK);
    }
    return tick;
  }

  private @Nullable Schedule schedule(Fields fields) {
    String text = fields.text("schedule");
    ZoneId zone = zone(fields);
    if (text == null) {
      return null;
    }
    try {
      return Schedule.of(text, zone);
    } catch (InvalidScheduleException e) {
      fields.wrong(
          "schedule",
          "a cron of five fields or @hourly, @daily, @weekly, @monthly, @quarterly, @yearly ("
              + e.getMessage()
              + ")");
      return null;
    }
  }

  private static ZoneId zone(Fields fields) {
    if (fields.any("timezone") == null) {
      return ZoneOffset.UTC;
    }
    String name = fields.text("timezone");
    if (name != null && ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    if (name != null) {
      fields.wrong("timezone", "the name of a time zone, as America/New_York");
    }
    return ZoneOffset.UTC;
  }

  /// The lists of the file, each item under the name of its place.
  private final class Lists {
    private final List<Window> observerDown;
    private final List<Window> paused;
    private final List<Window> maintenance;
    private final List<Window> agentDown;
    private final List<Restart> restarts;
    private final List<ClockStep> clockSteps;
    private final List<Instant> schedulerStarts;

    Lists(Fields fields) {
      fields.list(RunsReader.LIST);
      faults.addAll(recorded.faults());
      observerDown = windows(fields, "observer_down");
      paused = windows(fields, "paused");
      maintenance = windows(fields, "maintenance");
      agentDown = windows(fields, "agent_down");
      restarts = objects(fields, "restarts", TimelineReader.this::restart);
      clockSteps = objects(fields, "clock_steps", TimelineReader.this::clockStep);
      schedulerStarts = times(fields, "scheduler_starts");
    }

    Timeline timeline(Schedule schedule, Instant start, Instant until, Duration tick) {
      return new Timeline(
          schedule,
          start,
          until,
          tick,
          recorded.runs(),
          observerDown,
          paused,
          maintenance,
          agentDown,
          restarts,
          clockSteps,
          schedulerStarts);
    }
  }

  private <T> List<T> objects(Fields fields, String name, Function<Fields, @Nullable T> reader) {
    List<T> read = new ArrayList<>();
    int index = 0;
    for (Json item : fields.list(name)) {
      String path = name + "[" + index++ + "]";
      if (item instanceof Json.Obj object) {
        Fields each = new Fields(object, path, faults);
        T value = reader.apply(each);
        each.refuseOthers();
        if (value != null) {
          read.add(value);
        }
      } else {
        faults.wrong(path, item, "an object");
      }
    }
    return read;
  }

  private @Nullable Restart restart(Fields fields) {
    Instant at = fields.wholeTime("at");
    String state = fields.text("state");
    if (state != null && !state.equals("kept") && !state.equals("lost")) {
      fields.wrong("state", "\"kept\" or \"lost\"");
    }
    return at == null ? null : new Restart(at, "lost".equals(state) ? Kept.LOST : Kept.KEPT);
  }

  private @Nullable ClockStep clockStep(Fields fields) {
    Instant at = fields.wholeTime("at");
    Long seconds = fields.number("seconds", SECONDS);
    if (seconds != null && Math.abs(seconds) > LATEST.getEpochSecond()) {
      fields.wrong("seconds", SECONDS + " that leaves the calendar's years");
      return null;
    }
    return at == null || seconds == null ? null : new ClockStep(at, seconds);
  }

  private List<Window> windows(Fields fields, String name) {
    List<Window> windows = new ArrayList<>();
    int index = 0;
    for (Json item : fields.list(name)) {
      Window window = window(item);
      if (window == null) {
        faults.wrong(name + "[" + index + "]", item, INTERVAL);
      } else {
        windows.add(window);
      }
      index++;
    }
    return windows;
  }

  private static @Nullable Window window(Json item) {
    if (item instanceof Json.Arr(List<Json> ends)
        && ends.size() == 2
        && ends.get(0) instanceof Json.Str(String first)
        && ends.get(1) instanceof Json.Str(String second)) {
      Instant from = Rfc3339.whole(first);
      Instant to = Rfc3339.whole(second);
      return from == null || to == null || to.isBefore(from) ? null : new Window(from, to);
    }
    return null;
  }

  private List<Instant> times(Fields fields, String name) {
    List<Instant> times = new ArrayList<>();
    int index = 0;
    for (Json item : fields.list(name)) {
      Instant time = item instanceof Json.Str(String text) ? Rfc3339.whole(text) : null;
      if (time == null) {
        faults.wrong(name + "[" + index + "]", item, Fields.WHOLE_TIME);
      } else {
        times.add(time);
      }
      index++;
    }
    return times;
  }
}
