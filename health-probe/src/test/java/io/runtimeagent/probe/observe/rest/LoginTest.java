package io.runtimeagent.probe.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the observer proves who asks, and what it does when the proof is not taken any more.
class LoginTest {
  private static final ScheduleFallback NOTHING = new ScheduleFallback("", "utc");

  private final RecordedApi1 two = new RecordedApi1();
  private final RecordedApi2 three = new RecordedApi2();

  @AfterEach
  void close() {
    two.close();
    three.close();
  }

  private static Observed.Failed failed(Observer observer) throws InterruptedException {
    Observed observed = observer.observe();
    assertThat(observed).isInstanceOf(Observed.Failed.class);
    return (Observed.Failed) observed;
  }

  private static void assertSeen(Observer observer) throws InterruptedException {
    assertThat(observer.observe()).isInstanceOf(Observed.Seen.class);
  }

  private static long count(StubServer server, String part) {
    return server.requests().stream().filter(request -> request.contains(part)).count();
  }

  @Test
  void basicAuth_logsInNowhere() throws InterruptedException {
    try (Observer observer = two.observer(NOTHING)) {
      assertSeen(observer);
      assertThat(count(two.server(), "/login")).isZero();
    }
  }

  @Test
  void session_isKept_andBegunAnewWhenItIsForgotten() throws InterruptedException {
    two.onlySessions();
    try (Observer observer = two.observer(NOTHING)) {
      assertSeen(observer);
      assertSeen(observer);
      assertThat(count(two.server(), "POST /login")).isEqualTo(1);
      two.forgetSessions();
      assertSeen(observer);
      assertThat(count(two.server(), "POST /login")).isEqualTo(2);
    }
  }

  @Test
  void token_isKept_andFetchedAnewWhenItIsRefused() throws InterruptedException {
    try (Observer observer = three.observer(NOTHING)) {
      assertSeen(observer);
      assertSeen(observer);
      assertThat(count(three.server(), "POST /auth/token")).isEqualTo(1);
      three.forgetTokens();
      assertSeen(observer);
      assertThat(count(three.server(), "POST /auth/token")).isEqualTo(2);
    }
  }

  @Test
  void fixedToken_isTaken_orItsRefusalTold() throws InterruptedException {
    Login.Token token = new Login.Token(Secret.of(three.token()));
    try (Observer observer = three.observer(token, NOTHING)) {
      assertSeen(observer);
      three.forgetTokens();
      Observed.Failed failed = failed(observer);
      assertThat(failed.kind()).isEqualTo(Kind.AUTH);
      assertThat(failed.words()).contains("403", "token");
      assertThat(count(three.server(), "/auth/token")).isZero();
    }
  }

  @Test
  void noLogin_isEnoughWhereEverybodyIsLetIn() throws InterruptedException {
    try (Observer observer = three.observer(new Login.None(), NOTHING)) {
      Observed.Failed failed = failed(observer);
      assertThat(failed.kind()).isEqualTo(Kind.AUTH);
      assertThat(failed.words()).contains("airflow_api_username", "airflow_api_token");
      three.letInEverybody();
      assertSeen(observer);
    }
  }

  @Test
  void wrongPassword_namesTheKeys() throws InterruptedException {
    try (Observer observer = three.intruder()) {
      assertThat(failed(observer).words()).contains("airflow_api_password");
    }
  }

  @Test
  void jobsThatMayNotBeRead_costOneRefusal_andNoScheduler() throws InterruptedException {
    three.hideJobs();
    try (Observer observer = three.observer(NOTHING)) {
      for (int i = 0; i < 20; i++) {
        assertThat(((Observed.Seen) observer.observe()).observation().schedulerStarted()).isNull();
      }
      assertThat(count(three.server(), "/jobs")).isLessThanOrEqualTo(2);
      assertThat(count(three.server(), "/auth/token")).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void jobs_tellWhenASchedulerStarted() throws InterruptedException {
    try (Observer observer = three.observer(NOTHING)) {
      assertThat(((Observed.Seen) observer.observe()).observation().schedulerStarted())
          .isEqualTo(Instant.parse("2026-11-21T09:44:16.382377Z"));
    }
  }

  @Test
  void upgradedAirflow_isFoundOut_andNotTakenForOneWithoutTheDag() throws InterruptedException {
    try (Observer observer = two.observer(NOTHING)) {
      assertSeen(observer);
      String moved = RecordedAirflow.recorded("3.3/old-api-v1.json");
      two.server().behave(exchange -> StubServer.answer(exchange, 404, moved));
      assertThat(failed(observer).kind()).isEqualTo(Kind.STATUS);
      two.server().behave(three::handle);
      assertSeen(observer);
      assertThat(observer.source()).contains("v2");
    }
  }
}
