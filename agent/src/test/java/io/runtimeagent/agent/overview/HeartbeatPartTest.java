package io.runtimeagent.agent.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.page.PageModel.Beat;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Outcome;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.probe.MonitoringRun;
import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.ProbeStatus.LeaderStatus;
import io.runtimeagent.probe.ProbeStatus.ObserverStatus;
import io.runtimeagent.probe.ProbeStatus.State;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatPartTest {
  private static final Instant NOW = Instant.parse("2026-11-21T16:40:10Z");
  private static final Instant FIRST = Instant.parse("2026-11-21T16:00:00Z");

  @Test
  void tickingDeployment_isWell() {
    HeartbeatPart part = part(State.OK, List.of(), null, "");
    assertThat(part.problems()).isEmpty();
    assertThat(part.panel().level()).isEqualTo(Level.WELL);
  }

  @Test
  void deadScheduler_isTheProblem_andTheMissingRunsAreDrawn() {
    HeartbeatPart part = part(State.ALERTING, List.of("NOT_SCHEDULED"), NOW, "");
    assertThat(part.problems()).extracting(Problem::level).containsExactly(Level.TROUBLE);
    assertThat(part.problems().getFirst().what()).startsWith("Airflow does not schedule");
    assertThat(part.panel().beats().stream().filter(b -> b.outcome() == Outcome.MISSED))
        .extracting(Beat::due)
        .containsExactly(
            Instant.parse("2026-11-21T16:25:00Z"),
            Instant.parse("2026-11-21T16:30:00Z"),
            Instant.parse("2026-11-21T16:35:00Z"),
            Instant.parse("2026-11-21T16:40:00Z"));
  }

  @Test
  void alertWithoutReasons_isRecovering() {
    assertThat(part(State.ALERTING, List.of(), NOW, "").problems())
        .extracting(Problem::level)
        .containsExactly(Level.NOTE);
  }

  @Test
  void blindness_isSaid() {
    HeartbeatPart part = part(State.OK, List.of(), null, "connection refused");
    assertThat(part.problems().getFirst().what())
        .isEqualTo("Airflow cannot be asked: connection refused");
    assertThat(part.panel().level()).isEqualTo(Level.NOTE);
    assertThat(part.panel().state()).isEqualTo("No view of Airflow");
    assertThat(part(State.WAITING, List.of(), null, "refused").panel().explanation())
        .startsWith("Airflow cannot be asked");
    assertThat(part(State.ALERTING, List.of(), NOW, "refused").panel().state())
        .isEqualTo("Alerting");
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void everyState_hasWords(State state) {
    HeartbeatPart part = part(state, List.of(), null, "");
    assertThat(part.panel().state()).isNotBlank();
    assertThat(part.panel().explanation()).endsWith(".");
  }

  private static HeartbeatPart part(
      State state, List<String> reasons, @Nullable Instant openedAt, String trouble) {
    return new HeartbeatPart(
        new ProbeStatus(
            "monitoring",
            state,
            reasons,
            false,
            openedAt,
            null,
            NOW,
            runs(),
            new ObserverStatus(
                "REST API v2", trouble, NOW, "*/5 * * * *", "3.3.2", Set.of(), Duration.ZERO, null),
            new LeaderStatus(Leadership.LEADER, "", null),
            new DeskStatus(List.of(), List.of(), List.of())),
        NOW);
  }

  private static List<MonitoringRun> runs() {
    List<MonitoringRun> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Instant fire = FIRST.plus(Duration.ofMinutes(5L * i));
      runs.add(
          new MonitoringRun(
              "run-" + i,
              fire,
              fire.plusSeconds(1),
              fire.plusSeconds(2),
              fire.plusSeconds(5),
              MonitoringRun.Outcome.SUCCESS));
    }
    return runs;
  }
}
