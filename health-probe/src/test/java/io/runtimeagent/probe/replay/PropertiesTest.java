package io.runtimeagent.probe.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.InvalidScheduleException;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Transition;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.replay.Timeline.Kept;
import io.runtimeagent.probe.replay.Timeline.RecordedRun;
import io.runtimeagent.probe.replay.Timeline.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What must hold whatever the timeline.
class PropertiesTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int TIMELINES = Integer.getInteger("timelines", 20);

  @Test
  void promptRuns_neverAlert() throws InvalidScheduleException {
    for (int i = 0; i < TIMELINES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      Timeline drawn = new RandomTimeline(random).make();
      Timeline healthy = withRuns(drawn, HealthyRuns.of(drawn, random, List.of()));

      List<HeartbeatEvent> events = new Player(healthy).play();

      assertThat(events)
          .as("-Dseed=%d: %s", SEED + i, RandomTimeline.file(healthy))
          .noneMatch(event -> event.subject() == HeartbeatEvent.Subject.HEARTBEAT);
    }
  }

  @Test
  void outage_isToldAtItsDeadlineAndResolves() throws InvalidScheduleException {
    for (int i = 0; i < TIMELINES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      Timeline quiet = quiet(new RandomTimeline(random).make());
      Instant from = quiet.agentStart().plus(Duration.ofHours(60));
      Window outage = new Window(from, from.plus(Duration.ofHours(random.nextLong(60, 90))));
      Timeline stopped = withRuns(quiet, HealthyRuns.of(quiet, random, List.of(outage)));
      Instant last =
          stopped.runs().stream()
              .map(each -> each.run().fire())
              .filter(fire -> fire.isBefore(from))
              .max(Instant::compareTo)
              .orElseThrow();
      Instant due =
          new NaiveCron(quiet.schedule().expression(), quiet.schedule().zone()).deadline(last);

      List<HeartbeatEvent> events = new Player(stopped).play();

      String shown = "-Dseed=%d: %s".formatted(SEED + i, quiet.schedule());
      assertThat(events)
          .as(shown)
          .extracting(HeartbeatEvent::transition)
          .containsExactly(Transition.OPEN, Transition.RESOLVE);
      assertThat(Duration.between(due.plusSeconds(30), events.getFirst().at()))
          .as(shown)
          .isBetween(Duration.ZERO, quiet.tick().minusSeconds(1));
    }
  }

  @Test
  void restartsWithKeptState_changeNothing() throws InvalidScheduleException {
    for (int i = 0; i < TIMELINES; i++) {
      Timeline drawn = new RandomTimeline(new SplittableRandom(SEED + i)).make();
      Timeline without = steady(drawn, List.of());
      List<Restart> kept =
          drawn.runs().stream()
              .limit(20)
              .map(each -> new Restart(each.run().fire().plusSeconds(10), Kept.KEPT))
              .toList();

      assertThat(new Player(steady(drawn, kept)).play())
          .as("-Dseed=%d: %s", SEED + i, RandomTimeline.file(without))
          .isEqualTo(new Player(without).play());
    }
  }

  /// No faults but those of the runs.
  private static Timeline steady(Timeline of, List<Restart> restarts) {
    return new Timeline(
        of.schedule(),
        of.agentStart(),
        of.until(),
        of.tick(),
        of.runs(),
        List.of(),
        of.paused(),
        of.maintenance(),
        List.of(),
        restarts,
        List.of(),
        of.schedulerStarts());
  }

  /// A week in which nothing happens, at the usual tick.
  private static Timeline quiet(Timeline of) {
    return new Timeline(
        of.schedule(),
        of.agentStart(),
        of.agentStart().plus(Duration.ofDays(12)),
        Duration.ofSeconds(15),
        of.runs(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Timeline withRuns(Timeline of, List<RecordedRun> runs) {
    return new Timeline(
        of.schedule(),
        of.agentStart(),
        of.until(),
        of.tick(),
        runs,
        of.observerDown(),
        of.paused(),
        of.maintenance(),
        of.agentDown(),
        of.restarts(),
        of.clockSteps(),
        of.schedulerStarts());
  }

  /// Every due run, created within a minute and soon successful, but in an outage.
  private static final class HealthyRuns {
    static List<RecordedRun> of(Timeline timeline, SplittableRandom random, List<Window> outages) {
      NaiveCron cron = new NaiveCron(timeline.schedule().expression(), timeline.schedule().zone());
      Instant end = timeline.until().plus(Duration.ofHours(4));
      return java.util.stream.Stream.iterate(
              cron.next(timeline.agentStart().minus(Duration.ofDays(3))),
              fire -> fire.isBefore(end),
              cron::next)
          .filter(fire -> outages.stream().noneMatch(out -> in(out, fire)))
          .map(fire -> run(fire, random))
          .toList();
    }

    private static boolean in(Window window, Instant time) {
      return !time.isBefore(window.from()) && time.isBefore(window.to());
    }

    private static RecordedRun run(Instant fire, SplittableRandom random) {
      Instant created = fire.plusMillis(random.nextLong(60_000));
      Instant started = created.plusMillis(random.nextLong(60_000));
      Instant ended = started.plusMillis(random.nextLong(60_000));
      return new RecordedRun(
          new Run("r" + fire, "scheduled", fire, created, started, ended, "success"), null);
    }
  }
}
