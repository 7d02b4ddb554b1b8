package io.runtimeagent.probe.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterRefusalTest {
  private static final Observed REFUSED = new Observed.Failed(Reading.Kind.AUTH, "wrong password");
  private static final Observed AWAY = new Observed.Failed(Reading.Kind.CONNECT, "nobody there");
  private static final Observed SEEN =
      DagSighting.missing("2.11.0", 2, new ScheduleFallback("", "utc")).seen(List.of(), null, null);

  private final List<Duration> asked = new ArrayList<>();
  private Observed answer = REFUSED;
  private Duration now = Duration.ofDays(1);
  private final Observer observer = new AfterRefusal(new Asked(), () -> now.toNanos());

  private void watch(Duration time) throws InterruptedException {
    for (int tick = 0; tick < time.toSeconds() / 15; tick++) {
      assertThat(observer.observe()).isEqualTo(answer);
      now = now.plusSeconds(15);
    }
  }

  private List<Long> minutesBetween() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < asked.size(); i++) {
      pauses.add(asked.get(i).minus(asked.get(i - 1)).toMinutes());
    }
    return pauses;
  }

  @Test
  void login_isTriedLessAndLessOften() throws InterruptedException {
    watch(Duration.ofMinutes(40));
    assertThat(minutesBetween()).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void loginThatIsTaken_endsThePauses() throws InterruptedException {
    watch(Duration.ofMinutes(3));
    now = now.plus(Duration.ofMinutes(1));
    answer = SEEN;
    watch(Duration.ofMinutes(1));
    asked.clear();
    answer = REFUSED;
    watch(Duration.ofMinutes(4));
    assertThat(minutesBetween()).containsExactly(1L, 2L);
  }

  @Test
  void failureOfAnotherKind_isAskedAtEachTick() throws InterruptedException {
    answer = AWAY;
    watch(Duration.ofMinutes(2));
    assertThat(asked).hasSize(8);
  }

  /// A server that is restarted while it refuses us is no reason to try the login more often.
  @Test
  void failureBetweenRefusals_shortensNoPause() throws InterruptedException {
    watch(Duration.ofMinutes(3));
    answer = AWAY;
    watch(Duration.ZERO);
    now = now.plus(Duration.ofMinutes(4));
    observer.observe();
    asked.clear();
    answer = REFUSED;
    watch(Duration.ofMinutes(20));
    assertThat(minutesBetween()).containsExactly(4L, 8L);
  }

  private final class Asked implements Observer {
    @Override
    public Observed observe() {
      asked.add(now);
      return answer;
    }

    @Override
    public String source() {
      return "a test";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
