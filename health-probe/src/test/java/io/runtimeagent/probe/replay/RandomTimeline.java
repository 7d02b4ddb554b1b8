package io.runtimeagent.probe.replay;

import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import io.runtimeagent.probe.replay.Timeline.ClockStep;
import io.runtimeagent.probe.replay.Timeline.Kept;
import io.runtimeagent.probe.replay.Timeline.RecordedRun;
import io.runtimeagent.probe.replay.Timeline.Restart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Timelines in which anything may happen, at a rate that differs from one to the next.
final class RandomTimeline {
  private static final List<String> SCHEDULES =
      List.of(
          "*/5 * * * *",
          "*/5 * * * *",
          "*/5 * * * *",
          "* * * * *",
          "*/7 * * * *",
          "0 * * * *",
          "*/10 6-23 * * *",
          "*/10 0-12 * * *",
          "30 2 * * *",
          "0 */2 * * *",
          "*/15 * 1-15 * 1,3");
  private static final List<String> ZONES =
      List.of("UTC", "UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe");
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2024-03-05T09:00:00Z"),
          Instant.parse("2024-03-10T04:00:00Z"),
          Instant.parse("2024-11-03T03:00:00Z"),
          Instant.parse("2024-10-27T00:00:00Z"),
          Instant.parse("2024-10-05T12:00:00Z"),
          Instant.parse("2024-04-06T12:00:00Z"));

  private final RandomGenerator random;
  private final Instant start;
  private final long seconds;

  RandomTimeline(RandomGenerator random) {
    this.random = random;
    this.start = STARTS.get(random.nextInt(STARTS.size()));
    this.seconds = random.nextLong(3600, 10 * 3600);
  }

  Timeline make() throws InvalidScheduleException {
    String cron = SCHEDULES.get(random.nextInt(SCHEDULES.size()));
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Schedule schedule = Schedule.of(cron, zone);
    List<RecordedRun> runs = runs(new NaiveCron(cron, zone));
    return new Timeline(
        schedule,
        start,
        start.plusSeconds(seconds),
        Duration.ofSeconds(
            List.of(15, 15, 15, 15, 15, 15, 7, 7, 60, 60, 60, 1).get(random.nextInt(12))),
        runs,
        windows(0.4, 2400),
        windows(0.2, 3000),
        windows(0.2, 3000),
        windows(0.2, 1500),
        restarts(),
        steps(),
        times(0.3));
  }

  private List<RecordedRun> runs(NaiveCron cron) {
    List<RecordedRun> runs = new ArrayList<>();
    double trouble = List.of(0.02, 0.15, 0.4).get(random.nextInt(3));
    Instant end = start.plusSeconds(seconds);
    Instant fire = cron.next(start.minusSeconds(random.nextLong(4 * 3600)));
    boolean outage = false;
    for (int i = 0; fire.isBefore(end); i++) {
      outage = random.nextDouble() < (outage ? 0.7 : trouble / 4);
      if (!outage && random.nextDouble() >= trouble / 2) {
        // Any order is allowed.
        runs.add(random.nextInt(runs.size() + 1), run("r" + i, fire, trouble));
      }
      fire = cron.next(fire);
    }
    return runs;
  }

  private RecordedRun run(String id, Instant fire, double trouble) {
    boolean odd = random.nextDouble() < trouble;
    Instant created = fire.plusMillis(random.nextLong(odd ? 900_000 : 5_000));
    Instant started = created.plusMillis(random.nextLong(odd ? 900_000 : 5_000));
    Instant ended = started.plusMillis(random.nextLong(odd ? 2_000_000 : 20_000));
    List<String> states = List.of("success", "failed", "failed", "skipped");
    String state = random.nextDouble() < trouble ? states.get(random.nextInt(4)) : "success";
    boolean hangs = random.nextDouble() < trouble / 3;
    boolean never = hangs && random.nextBoolean();
    Instant gone =
        random.nextDouble() < trouble / 4 ? created.plusSeconds(random.nextLong(4000)) : null;
    String type = random.nextDouble() < 0.03 ? "manual" : "scheduled";
    Run run =
        new Run(
            id,
            type,
            fire,
            created,
            never ? null : started,
            hangs ? null : ended,
            hangs ? null : state);
    return new RecordedRun(run, gone);
  }

  private List<Window> windows(double chance, int longest) {
    List<Window> windows = new ArrayList<>();
    while (random.nextDouble() < chance) {
      Instant from = time();
      windows.add(new Window(from, from.plusSeconds(random.nextLong(longest))));
    }
    return windows;
  }

  private List<Restart> restarts() {
    List<Restart> restarts = new ArrayList<>();
    while (random.nextDouble() < 0.4) {
      restarts.add(new Restart(time(), random.nextInt(3) == 0 ? Kept.LOST : Kept.KEPT));
    }
    return restarts;
  }

  private List<ClockStep> steps() {
    List<ClockStep> steps = new ArrayList<>();
    while (random.nextDouble() < 0.25) {
      long size = random.nextBoolean() ? 60 : 5000;
      steps.add(new ClockStep(time(), random.nextLong(-size, size)));
    }
    return steps;
  }

  private List<Instant> times(double chance) {
    List<Instant> times = new ArrayList<>();
    while (random.nextDouble() < chance) {
      times.add(time());
    }
    return times;
  }

  private Instant time() {
    return start.plusSeconds(random.nextLong(-600, seconds));
  }

  /// The timeline as a file.
  static String file(Timeline timeline) {
    return new JsonObject()
        .put("schedule", timeline.schedule().expression())
        .put("timezone", timeline.schedule().zone().getId())
        .put("agent_start", timeline.agentStart())
        .put("until", timeline.until())
        .put("tick_seconds", timeline.tick().toSeconds())
        .put("runs", new Json.Arr(timeline.runs().stream().map(RandomTimeline::run).toList()))
        .put("observer_down", windows(timeline.observerDown()))
        .put("paused", windows(timeline.paused()))
        .put("maintenance", windows(timeline.maintenance()))
        .put("agent_down", windows(timeline.agentDown()))
        .put(
            "restarts", new Json.Arr(timeline.restarts().stream().map(RandomTimeline::of).toList()))
        .put(
            "clock_steps",
            new Json.Arr(timeline.clockSteps().stream().map(RandomTimeline::of).toList()))
        .put(
            "scheduler_starts",
            new Json.Arr(timeline.schedulerStarts().stream().map(Json::of).toList()))
        .build()
        .compact();
  }

  private static Json run(RecordedRun each) {
    Run run = each.run();
    @Nullable String state = run.state();
    return new JsonObject()
        .put("run_id", run.id())
        .put("run_type", run.type())
        .put("fire", run.fire())
        .put("created", run.created())
        .put("started", run.started())
        .put("ended", run.ended())
        .put("state", state)
        .put("gone", each.gone())
        .build();
  }

  private static Json of(Restart restart) {
    String state = restart.state() == Kept.LOST ? "lost" : "kept";
    return new JsonObject().put("at", restart.at()).put("state", state).build();
  }

  private static Json of(ClockStep step) {
    return new JsonObject().put("at", step.at()).put("seconds", step.seconds()).build();
  }

  private static Json windows(List<Window> windows) {
    return new Json.Arr(
        windows.stream()
            .<Json>map(each -> new Json.Arr(List.of(Json.of(each.from()), Json.of(each.to()))))
            .toList());
  }
}
