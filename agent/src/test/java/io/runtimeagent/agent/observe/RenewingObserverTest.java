package io.runtimeagent.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewingObserverTest {
  private final List<Refusing> opened = new ArrayList<>();
  private Reading.Kind kind = Reading.Kind.AUTH;
  private boolean readable = true;
  private Duration now = Duration.ofDays(1);

  @Test
  void refusals_readTheConfigurationOnceAMinute() throws InterruptedException {
    RenewingObserver observer = observer();
    for (int second = 0; second < 180; second++) {
      now = now.plusSeconds(1);
      observer.observe();
    }
    assertThat(opened).hasSize(4);
    assertThat(opened.subList(0, 3)).allMatch(old -> old.closed);
    assertThat(observer.source()).isEqualTo("number 4");
  }

  @Test
  void otherFailures_readNothing() throws InterruptedException {
    kind = Reading.Kind.CONNECT;
    RenewingObserver observer = observer();
    now = now.plusSeconds(600);
    assertThat(observer.observe().reading()).isInstanceOf(Reading.Unreadable.class);
    assertThat(opened).hasSize(1);
  }

  @Test
  void configurationThatCannotBeRead_keepsTheObserver() throws InterruptedException {
    readable = false;
    RenewingObserver observer = observer();
    now = now.plusSeconds(60);
    observer.observe();
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().closed).isFalse();
    observer.close();
    assertThat(opened.getFirst().closed).isTrue();
  }

  private RenewingObserver observer() {
    return new RenewingObserver(
        open(), () -> readable ? Optional.of(open()) : Optional.empty(), () -> now.toNanos());
  }

  private Observer open() {
    opened.add(new Refusing("number " + (opened.size() + 1)));
    return opened.getLast();
  }

  private final class Refusing implements Observer {
    private final String source;
    private boolean closed;

    Refusing(String source) {
      this.source = source;
    }

    @Override
    public Observed observe() {
      return new Observed.Failed(kind, "no");
    }

    @Override
    public String source() {
      return source;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
