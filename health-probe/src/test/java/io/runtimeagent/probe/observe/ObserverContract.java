package io.runtimeagent.probe.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Reading.Presence;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.observe.Observed.Detail;
import io.runtimeagent.probe.observe.Observed.ScheduleSource;
import io.runtimeagent.probe.observe.RecordedAirflow.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every observer says of the same Airflow, and how it fails.
public abstract class ObserverContract {
  private static final ScheduleFallback EVERY_SEVEN = new ScheduleFallback("*/7 * * * *", "utc");

  private @Nullable RecordedAirflow opened;

  protected abstract RecordedAirflow open();

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void runs_areReadWithAllTheirTimes() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    List<Run> runs = seen(airflow).observation().runs();
    assertThat(runs).extracting(Run::fire).containsExactlyElementsOf(airflow.nature().fires());
    assertThat(runs).extracting(Run::type).containsOnly("scheduled");
    assertThat(runs).extracting(Run::state).containsOnly("success");
    for (Run run : runs) {
      Instant fire = run.fire();
      Instant soon = fire.plusSeconds(60);
      assertThat(run.started()).isBetween(fire, soon);
      assertThat(run.ended()).isBetween(run.started(), soon);
      if (airflow.nature().tellsCreation()) {
        assertThat(run.created()).isBetween(fire, soon);
      }
    }
  }

  @Test
  void activeDag_isJudgedByItsOwnSchedule() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.RUNNING));
    assertThat(seen.observation().presence()).isEqualTo(Presence.ACTIVE);
    assertThat(seen.observation().schedule()).hasToString("* * * * * in UTC");
    assertThat(seen.facts().scheduleSource()).isEqualTo(ScheduleSource.DAG);
    assertThat(seen.facts().details()).isEmpty();
    assertThat(seen.facts().airflowNow()).isNotNull();
  }

  @Test
  void version_isTold() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    try (Observer observer = airflow.observer(EVERY_SEVEN)) {
      Observed.Seen seen = (Observed.Seen) observer.observe();
      assertThat(seen.facts().airflowVersion()).startsWith(airflow.nature().major() + ".");
      assertThat(observer.source()).contains(seen.facts().airflowVersion());
    }
  }

  @Test
  void runThatNobodyTookUp_hasNeitherStartedNorEnded() throws InterruptedException {
    List<Run> runs = seen(showing(Sight.QUEUED)).observation().runs();
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().started()).isNull();
    assertThat(runs.getFirst().ended()).isNull();
  }

  @Test
  void runWhoseTaskRuns_startedWhenTheTaskDid() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.STARTED);
    Run newest = seen(airflow).observation().runs().getFirst();
    assertThat(newest.started()).isAfter(newest.fire());
    assertThat(newest.ended()).isNull();
    assertThat(newest.state()).isEqualTo("running");
  }

  @Test
  void dagWithoutRuns_isSeen() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.NO_RUNS));
    assertThat(seen.observation().runs()).isEmpty();
    assertThat(seen.observation().presence()).isEqualTo(Presence.ACTIVE);
  }

  @Test
  void pausedDag_isPaused() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.PAUSED));
    assertThat(seen.observation().presence()).isEqualTo(Presence.PAUSED);
    assertThat(seen.observation().runs()).isNotEmpty();
  }

  @Test
  void missingDag_isMissing_andJudgedByTheEnvironment() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.MISSING));
    assertThat(seen.observation().presence()).isEqualTo(Presence.MISSING);
    assertThat(seen.observation().runs()).isEmpty();
    assertThat(seen.observation().schedule().expression()).isEqualTo("*/7 * * * *");
    assertThat(seen.facts().details()).containsExactly(Detail.DAG_MISSING);
    assertThat(seen.facts().scheduleSource()).isEqualTo(ScheduleSource.ENVIRONMENT);
  }

  @Test
  void dagWhoseFileIsGone_isMissing_thoughItsRowIsThere() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.STALE));
    assertThat(seen.observation().presence()).isEqualTo(Presence.MISSING);
    assertThat(seen.facts().details()).containsExactly(Detail.DAG_INACTIVE);
  }

  @Test
  void importErrors_areADetail() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.IMPORT_ERRORS));
    assertThat(seen.facts().details()).containsExactly(Detail.IMPORT_ERRORS);
    assertThat(seen.observation().presence()).isEqualTo(Presence.ACTIVE);
  }

  @Test
  void scheduleThatIsNoCron_keepsTheDefault_andSaysSo() throws InterruptedException {
    Observed.Seen seen = seen(showing(Sight.NO_SCHEDULE));
    assertThat(seen.observation().schedule().expression()).isEqualTo("*/5 * * * *");
    assertThat(seen.facts().scheduleSource()).isEqualTo(ScheduleSource.DEFAULT);
    assertThat(seen.facts().details()).containsExactly(Detail.SCHEDULE_INVALID);
  }

  @Test
  void schedulerThatIsToldToScheduleNothing_isADetail() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    try (Observer observer = airflow.observer(new ScheduleFallback("", "utc", false))) {
      assertThat(((Observed.Seen) observer.observe()).facts().details())
          .containsExactly(Detail.JOB_SCHEDULE_OFF);
      airflow.show(Sight.MISSING);
      assertThat(((Observed.Seen) observer.observe()).facts().details())
          .containsExactlyInAnyOrder(Detail.DAG_MISSING, Detail.JOB_SCHEDULE_OFF);
    }
  }

  @Test
  void wrongCredentials_areARefusalThatTellsNoSecret() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    try (Observer intruder = airflow.intruder()) {
      Observed.Failed failed = failed(intruder.observe());
      assertThat(failed.kind()).isEqualTo(Reading.Kind.AUTH);
      assertThat(failed.words()).isNotBlank().doesNotContain(airflow.secret());
      assertThat(intruder.toString()).doesNotContain(airflow.secret());
    }
  }

  @Test
  void airflowThatIsAway_isToldAndFoundAgain() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    try (Observer observer = airflow.observer(EVERY_SEVEN)) {
      assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
      airflow.leave();
      assertThat(failed(observer.observe()).kind()).isEqualTo(Reading.Kind.CONNECT);
      airflow.comeBack();
      assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
    }
  }

  @Test
  void reads_followWhatChanges() throws InterruptedException {
    RecordedAirflow airflow = showing(Sight.RUNNING);
    try (Observer observer =
        new Supervised(airflow.observer(EVERY_SEVEN), Duration.ofSeconds(14))) {
      assertThat(presence(observer)).isEqualTo(Presence.ACTIVE);
      airflow.show(Sight.PAUSED);
      assertThat(presence(observer)).isEqualTo(Presence.PAUSED);
      airflow.show(Sight.MISSING);
      assertThat(presence(observer)).isEqualTo(Presence.MISSING);
      airflow.show(Sight.RUNNING);
      assertThat(presence(observer)).isEqualTo(Presence.ACTIVE);
    }
  }

  protected final RecordedAirflow showing(Sight sight) {
    RecordedAirflow airflow = open();
    opened = airflow;
    airflow.show(sight);
    return airflow;
  }

  protected static Observed.Seen seen(RecordedAirflow airflow) throws InterruptedException {
    try (Observer observer = airflow.observer(EVERY_SEVEN)) {
      Observed observed = observer.observe();
      assertThat(observed).isInstanceOf(Observed.Seen.class);
      return (Observed.Seen) observed;
    }
  }

  protected static Observed.Failed failed(Observed observed) {
    assertThat(observed).isInstanceOf(Observed.Failed.class);
    return (Observed.Failed) observed;
  }

  private static Presence presence(Observer observer) throws InterruptedException {
    Observed observed = observer.observe();
    assertThat(observed).isInstanceOf(Observed.Seen.class);
    return ((Observed.Seen) observed).observation().presence();
  }
}
