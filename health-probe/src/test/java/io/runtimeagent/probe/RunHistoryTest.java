package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.MonitoringRun.Outcome;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.RunOutcome;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.heartbeat.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

  private final List<ProbeEvent> heard = new ArrayList<>();
  private final RunHistory history = new RunHistory(Parameters.STANDARD, heard::add);

  private void saw(Instant now, Run... runs) {
    history.saw(
        new Reading.Observation(
            List.of(runs), Reading.Presence.ACTIVE, Schedule.standard(ZoneOffset.UTC), null),
        now);
  }

  private static Run run(Instant fire, int started, int ended, @Nullable String state) {
    return new Run(
        "run-" + fire,
        "scheduled",
        fire,
        fire.plusSeconds(2),
        started < 0 ? null : fire.plusSeconds(started),
        ended < 0 ? null : fire.plusSeconds(ended),
        state);
  }

  private List<Outcome> outcomes() {
    return history.newest().stream().map(MonitoringRun::outcome).toList();
  }

  @Test
  void firstLook_isNoNews() {
    saw(TEN.plusSeconds(60), run(TEN, 3, 6, "success"));
    assertThat(outcomes()).containsExactly(Outcome.SUCCESS);
    assertThat(heard).isEmpty();
  }

  @Test
  void run_isToldStepByStep_andEachStepOnce() {
    saw(TEN);
    saw(TEN.plusSeconds(3), run(TEN, -1, -1, "queued"));
    saw(TEN.plusSeconds(9), run(TEN, 7, -1, "running"));
    saw(TEN.plusSeconds(12), run(TEN, 7, 11, "success"));
    saw(TEN.plusSeconds(27), run(TEN, 7, 11, "success"));
    assertThat(heard)
        .containsExactly(
            new ProbeEvent.RunCreated(Duration.ofSeconds(2)),
            new ProbeEvent.RunStarted(Duration.ofSeconds(5)),
            new ProbeEvent.RunFinished(RunOutcome.SUCCESS));
  }

  @Test
  void outcomes_areReadFromTheRun() {
    saw(
        TEN.plusSeconds(1500),
        run(TEN, 3, 6, "failed"),
        run(TEN.plusSeconds(300), 3, 6, "skipped"),
        run(TEN.plusSeconds(600), 3, -1, "running"),
        run(TEN.plusSeconds(900), 3, -1, "running"),
        run(TEN.plusSeconds(1200), -1, -1, "queued"));
    assertThat(outcomes())
        .containsExactly(
            Outcome.FAILED, Outcome.OTHER, Outcome.STALLED, Outcome.RUNNING, Outcome.WAITING);
  }

  @Test
  void stalledRunThatEndsAfterAll_isToldAsStalledAlone() {
    saw(TEN);
    saw(TEN.plusSeconds(30), run(TEN, 3, -1, "running"));
    saw(TEN.plusSeconds(630), run(TEN, 3, -1, "running"));
    saw(TEN.plusSeconds(700), run(TEN, 3, 690, "success"));
    assertThat(heard.subList(2, heard.size()))
        .containsExactly(new ProbeEvent.RunFinished(RunOutcome.STALLED));
    assertThat(outcomes()).containsExactly(Outcome.SUCCESS);
  }

  @Test
  void otherTypes_andRunsOfTheFuture_areNotKept() {
    Run manual = new Run("m", "manual", TEN, TEN, TEN, TEN, "success");
    saw(TEN, manual, run(TEN.plusSeconds(1), -1, -1, "queued"));
    assertThat(history.newest()).isEmpty();
  }

  @Test
  void oldRuns_areForgotten_newestLast() {
    for (int i = 0; i < 250; i++) {
      Instant fire = TEN.plusSeconds(300L * i);
      saw(fire.plusSeconds(60), run(fire, 3, 6, "success"));
    }
    assertThat(history.newest()).hasSize(200).isSortedAccordingTo(BY_FIRE);
    assertThat(history.newest().getLast().fire()).isEqualTo(TEN.plusSeconds(300L * 249));
  }

  private static final Comparator<MonitoringRun> BY_FIRE =
      Comparator.comparing(MonitoringRun::fire);
}
