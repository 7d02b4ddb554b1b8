package io.runtimeagent.probe.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.Observers;
import io.runtimeagent.probe.PagedProbe;
import io.runtimeagent.probe.PagedProbe.Temper;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Reading.Presence;
import io.runtimeagent.probe.heartbeat.Run;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.ObserveException;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import io.runtimeagent.probe.observe.ScheduleFallback;
import io.runtimeagent.probe.observe.database.DatabaseObserver;
import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.airflow.AirflowPart;
import io.runtimeagent.ship.testing.airflow.AirflowRelease;
import io.runtimeagent.ship.testing.airflow.AirflowServer;
import io.runtimeagent.ship.testing.airflow.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real Airflow with a monitoring DAG of one minute, asked by its API and by its database, which
/// have to say the same; its scheduler killed and brought back, the DAG paused and unpaused. Two
/// probes watch all the while, one of them a DAG that fails, and page four pagers each.
class ITAirflow {
  private static final String DAG = "astronomer_monitoring_dag";
  private static final String TROUBLED = "troubled_dag";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  /// A tick, a read of a web server on a busy machine, and the network.
  private static final Duration SOON = PagedProbe.TICK.plusSeconds(18);

  private static final ScheduleFallback NOTHING = new ScheduleFallback("", "utc");
  private static final Login PASSWORD =
      new Login.Password(AirflowServer.USERNAME, Secret.of(AirflowServer.PASSWORD));

  private final Path temp;

  ITAirflow(@TempDir Path temp) {
    this.temp = temp;
  }

  @ParameterizedTest
  @EnumSource(AirflowRelease.class)
  void apiAndDatabase_sayTheSame_andTroubleIsPagedOnce(AirflowRelease release)
      throws IOException, InterruptedException {
    try (PostgresServer database = PostgresServer.start();
        AirflowServer airflow = AirflowServer.create(release, database, Map.of())) {
      Files.writeString(airflow.dags().resolve("monitoring.py"), MONITORING);
      try (Observer api = api(airflow, DAG, PASSWORD);
          Observer rows = rows(airflow, DAG, airflow.sqlAlchemyConn());
          PagedProbe probe = paged(airflow, DAG, Temper.AT_ONCE);
          PagedProbe troubled = paged(airflow, TROUBLED, Temper.PATIENT)) {
        airflow.start();
        Both both = new Both(api, rows);
        List<Run> runs = both.await(ITAirflow::twoSucceeded);
        assertComplete(runs);
        failTwice(airflow, troubled);
        assertSourcesTold(release, both);
        assertRefusals(airflow);
        assertMissing(airflow);
        killScheduler(airflow, both, probe);
        pauseAndUnpause(airflow, both);
        loseWebServer(airflow);
        assertOneIncident(troubled, TROUBLED);
        assertOneIncident(probe, DAG);
      }
    }
  }

  private PagedProbe paged(AirflowServer airflow, String dag, Temper temper) throws IOException {
    return PagedProbe.start(Files.createDirectory(temp.resolve(dag)), config(airflow, dag), temper);
  }

  private static final String MONITORING =
      """
      import datetime
      from airflow import DAG
      try:
          from airflow.providers.standard.operators.bash import BashOperator
      except ImportError:
          from airflow.operators.bash import BashOperator

      with DAG(
          "astronomer_monitoring_dag",
          schedule="* * * * *",
          start_date=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
          catchup=False,
      ):
          BashOperator(task_id="hello", bash_command="echo Hello!", do_xcom_push=False)

      with DAG(
          "troubled_dag",
          schedule="* * * * *",
          start_date=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
          catchup=False,
      ):
          BashOperator(task_id="hello", bash_command="ls $AIRFLOW_HOME/mended", do_xcom_push=False)
      """;

  /// The page comes with the end of the second run that fails.
  private static void failTwice(AirflowServer airflow, PagedProbe troubled)
      throws IOException, InterruptedException {
    Await.until(LIMIT, "the page of two failures", () -> troubled.openedAt().isPresent());
    Files.createFile(airflow.home().resolve("mended"));
    assertThat(troubled.reasons()).containsExactly("FAILED_TWICE");
    try (Observer rows = rows(airflow, TROUBLED, airflow.sqlAlchemyConn())) {
      Observed.Seen seen = (Observed.Seen) rows.observe();
      Instant second =
          seen.observation().runs().stream()
              .filter(run -> "failed".equals(run.state()) && run.fire().isAfter(troubled.began()))
              .map(Run::ended)
              .sorted()
              .skip(1)
              .findFirst()
              .orElseThrow();
      assertThat(troubled.openedAt().orElseThrow()).isBetween(second, second.plus(SOON));
    }
  }

  private static void assertOneIncident(PagedProbe probe, String dag) {
    Await.until(
        LIMIT,
        dag + " is told to be well",
        () -> probe.told().stream().allMatch(each -> each.size() > 1) && probe.firing() == 0);
    assertThat(probe.told())
        .containsExactly(
            List.of("open", "resolve"),
            List.of("trigger", "resolve"),
            List.of("message", "message"));
    assertThat(probe.keys()).contains("runtime-agent-heartbeat:it:" + dag);
  }

  private static boolean twoSucceeded(Reading.Observation seen) {
    return seen.runs().stream().filter(run -> "success".equals(run.state())).count() >= 2;
  }

  private static void assertComplete(List<Run> runs) {
    for (Run run : runs) {
      assertThat(run.fire().getEpochSecond() % 60).isZero();
      assertThat(run.started()).isNotNull().isAfter(run.fire());
      assertThat(run.ended()).isNotNull().isAfter(run.started());
    }
  }

  private static void assertSourcesTold(AirflowRelease release, Both both)
      throws InterruptedException {
    Observed.Seen api = (Observed.Seen) both.api().observe();
    Observed.Seen rows = (Observed.Seen) both.rows().observe();
    assertThat(api.facts().airflowVersion()).isEqualTo(release.version());
    assertThat(api.observation().schedule()).hasToString("* * * * * in UTC");
    assertThat(rows.observation().schedule()).isEqualTo(api.observation().schedule());
    assertThat(rows.observation().schedulerStarted()).isNotNull();
    for (Observed.Seen seen : List.of(api, rows)) {
      assertThat(seen.observation().presence()).isEqualTo(Presence.ACTIVE);
      assertThat(seen.facts().details()).isEmpty();
      assertThat(seen.facts().scheduleSource()).isEqualTo(Observed.ScheduleSource.DAG);
      assertThat(seen.facts().airflowNow())
          .isBetween(Instant.now().minusSeconds(20), Instant.now().plusSeconds(2));
    }
  }

  private static void assertRefusals(AirflowServer airflow) throws InterruptedException {
    Login wrong = new Login.Password(AirflowServer.USERNAME, Secret.of("wr0ng"));
    Login token = new Login.Token(Secret.of("wr0ng"));
    String conn = airflow.sqlAlchemyConn().replace("airflow-secret", "wr0ng");
    for (Observer intruder :
        List.of(api(airflow, DAG, wrong), api(airflow, DAG, token), rows(airflow, DAG, conn))) {
      try (intruder) {
        Observed observed = intruder.observe();
        assertThat(observed).isInstanceOf(Observed.Failed.class);
        Observed.Failed failed = (Observed.Failed) observed;
        assertThat(failed.kind()).isEqualTo(Reading.Kind.AUTH);
        assertThat(failed.words()).doesNotContain("wr0ng");
      }
    }
    if (airflow.release() == AirflowRelease.V2_11) {
      assertLoginFormWorks(airflow);
    }
  }

  /// For deployments whose API takes sessions alone.
  private static void assertLoginFormWorks(AirflowServer airflow) throws InterruptedException {
    try (HttpCaller caller = HttpCaller.start(1L << 20)) {
      ApiCalls calls = new ApiCalls(caller, Duration.ofSeconds(20), airflow.url());
      assertThat(new LoginForm(calls, (Login.Password) PASSWORD).logIn()).contains("session=");
      Login.Password wrong = new Login.Password(AirflowServer.USERNAME, Secret.of("wr0ng"));
      assertThat(new LoginForm(calls, wrong).logIn()).isNull();
    } catch (ObserveException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertMissing(AirflowServer airflow) throws InterruptedException {
    for (Observer observer :
        List.of(api(airflow, "nope", PASSWORD), rows(airflow, "nope", airflow.sqlAlchemyConn()))) {
      try (observer) {
        Observed.Seen seen = (Observed.Seen) observer.observe();
        assertThat(seen.observation().presence()).isEqualTo(Presence.MISSING);
        assertThat(seen.facts().details()).containsExactly(Observed.Detail.DAG_MISSING);
      }
    }
  }

  private static void pauseAndUnpause(AirflowServer airflow, Both both)
      throws InterruptedException {
    airflow.airflow("dags", "pause", DAG);
    both.await(seen -> seen.presence() == Presence.PAUSED);
    airflow.airflow("dags", "unpause", DAG);
    both.await(seen -> seen.presence() == Presence.ACTIVE);
  }

  /// No run comes while it is dead, which is paged when it is due, and runs come again with another
  /// one.
  private static void killScheduler(AirflowServer airflow, Both both, PagedProbe probe)
      throws InterruptedException {
    both.await(ITAirflow::idle);
    airflow.kill(AirflowPart.SCHEDULER);
    Instant killed = Instant.now();
    assertThat(probe.told()).containsOnly(List.of());
    Await.until(LIMIT, "the page", () -> probe.openedAt().isPresent());
    Instant last = newest(both.await(_ -> true));
    assertThat(last).isBefore(killed);
    Instant due = last.plus(PagedProbe.MISSED);
    assertThat(probe.openedAt().orElseThrow()).isBetween(due, due.plus(SOON));
    assertThat(probe.reasons()).containsExactly("NOT_SCHEDULED");
    Await.until(LIMIT, "Alertmanager has it", () -> probe.firing() == 1);
    airflow.start(AirflowPart.SCHEDULER);
    both.await(seen -> newest(seen.runs()).isAfter(killed));
    Observed.Seen rows = (Observed.Seen) both.rows().observe();
    assertThat(rows.observation().schedulerStarted()).isAfter(killed);
    assertOneIncident(probe, DAG);
  }

  /// Nothing is under way, and the next run is not due soon.
  private static boolean idle(Reading.Observation seen) {
    boolean early = Instant.now().getEpochSecond() % 60 < 45;
    return early && "success".equals(seen.runs().getFirst().state());
  }

  /// `auto` goes on with the database.
  private static void loseWebServer(AirflowServer airflow) throws InterruptedException {
    ObserverConfig config = config(airflow, DAG);
    try (Observer auto = Observers.start(config, InstantSource.system(), ProbeListener.NOOP)) {
      // On a busy machine the web server may be too slow for a tick already.
      assertThat(auto.observe()).isInstanceOf(Observed.Seen.class);
      airflow.kill(AirflowPart.WEB);
      assertThat(auto.observe()).isInstanceOf(Observed.Seen.class);
      assertThat(auto.source()).contains("database");
    }
  }

  private static ObserverConfig config(AirflowServer airflow, String dag) {
    return new ObserverConfig(
        dag,
        ObserverConfig.Source.AUTO,
        NOTHING,
        new ApiAccess(airflow.url(), PASSWORD),
        new DatabaseAccess(Secret.of(airflow.sqlAlchemyConn()), null));
  }

  private static Observer api(AirflowServer airflow, String dag, Login login) {
    return RestObserver.start(
        new ApiAccess(airflow.url(), login),
        new RestObserver.Wanted(dag, NOTHING, Duration.ofSeconds(20)),
        InstantSource.system());
  }

  private static Observer rows(AirflowServer airflow, String dag, String conn) {
    assertThat(airflow.sqlAlchemyConn()).startsWith("postgresql+psycopg2://");
    return new DatabaseObserver(new DatabaseAccess(Secret.of(conn), null), dag, NOTHING);
  }

  private static Instant newest(List<Run> runs) {
    return runs.stream().map(Run::fire).max(Instant::compareTo).orElse(Instant.MIN);
  }

  /// The two ways to ask the same Airflow.
  private record Both(Observer api, Observer rows) {
    /// The runs as soon as a condition holds for both, which have to tell the same of them.
    List<Run> await(Predicate<Reading.Observation> condition) throws InterruptedException {
      Instant end = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(end)) {
        Reading.Observation told = holds(api.observe(), condition);
        Reading.Observation kept = holds(rows.observe(), condition);
        if (told != null && kept != null && same(told.runs(), kept.runs())) {
          return kept.runs();
        }
        LockSupport.parkNanos(300_000_000);
      }
      throw new AssertionError(
          "Not within %s; %s; %s".formatted(LIMIT, api.observe(), rows.observe()));
    }

    private static Reading.@Nullable Observation holds(
        Observed observed, Predicate<Reading.Observation> condition) {
      return observed instanceof Observed.Seen seen && condition.test(seen.observation())
          ? seen.observation()
          : null;
    }

    /// A run may have gone on between the two reads: then they are read again.
    private static boolean same(List<Run> told, List<Run> kept) {
      int count = Math.min(told.size(), kept.size());
      boolean same = count > 0 && told.getFirst().id().equals(kept.getFirst().id());
      for (int i = 0; same && i < count; i++) {
        Run one = told.get(i);
        Run other = kept.get(i);
        same =
            one.id().equals(other.id())
                && one.fire().equals(other.fire())
                && String.valueOf(one.state()).equals(String.valueOf(other.state()))
                && String.valueOf(one.ended()).equals(String.valueOf(other.ended()));
      }
      return same;
    }
  }
}
