package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.lease.LeaseParameters;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.Supervised;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The probe's threads, beside an Airflow and a store that behave badly.
class HealthProbeTest {
  private static final int TICKS = 5;

  private final Path folder;
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<ProbeEvent> heard = new LinkedBlockingQueue<>();

  HealthProbeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void release() {
    end.countDown();
  }

  private HealthProbe probe(Observer observer, @Nullable Lease lease) {
    var identity = new Identity("d", "", "", "");
    var setup =
        new AlertDesk.Setup(folder, identity, Set.of(), Timing.system(), event -> heard.add(event));
    var numbers =
        new ProbeConfig.Numbers(
            Duration.ofMillis(10), Parameters.STANDARD, LeaseParameters.STANDARD);
    return new HealthProbe(
        new ProbeConfig("d", "dag", "h", folder, ProbeConfig.Mode.JUDGE, List.of(), numbers),
        new ProbeParts(
            observer,
            Optional.ofNullable(lease),
            new AlertDesk(setup, List.of()),
            Wellness.NOBODY,
            event -> heard.add(event),
            LeaseClock.system()));
  }

  private <T extends ProbeEvent> T await(Class<T> type) throws InterruptedException {
    while (true) {
      ProbeEvent event = heard.poll(30, TimeUnit.SECONDS);
      assertThat(event).as("no %s in time", type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  /// Waits for what no interrupt ends, as for a name that is looked up.
  private Observed hang() {
    boolean hanging = true;
    while (hanging) {
      try {
        end.await();
        hanging = false;
      } catch (InterruptedException _) {
        hanging = end.getCount() > 0;
      }
    }
    return new Observed.Failed(Reading.Kind.INTERNAL, "too late");
  }

  @Test
  void d11_readThatHangs_isATimeout_andTicksGoOn() throws InterruptedException {
    var observer = new Supervised(new Asked(this::hang), Duration.ofMillis(20));
    try (HealthProbe probe = probe(observer, null)) {
      probe.start();
      for (int tick = 0; tick < TICKS; tick++) {
        assertThat(await(ProbeEvent.ObservationFailed.class).kind())
            .isEqualTo(Reading.Kind.TIMEOUT);
        await(ProbeEvent.TickCompleted.class);
      }
      assertThat(probe.status().observer().trouble()).contains("hangs");
    }
  }

  @Test
  void observerThatThrows_isTold_andTicksGoOn() throws InterruptedException {
    Asked broken =
        new Asked(
            () -> {
              throw new IllegalStateException("bug");
            });
    try (HealthProbe probe = probe(broken, null)) {
      probe.start();
      for (int tick = 0; tick < TICKS; tick++) {
        assertThat(await(ProbeEvent.LoopFailed.class).loop()).isEqualTo("heartbeat");
      }
    }
  }

  @Test
  void storeThatHangs_delaysNoTick() throws InterruptedException {
    Lease hanging =
        new Lease() {
          @Override
          public View look(@Nullable String known) {
            hang();
            return new View.Absent();
          }

          @Override
          public Write write(@Nullable String version, String text) {
            hang();
            return new Write.Overtaken();
          }
        };
    Observed.Failed nothing = new Observed.Failed(Reading.Kind.CONNECT, "nobody");
    try (HealthProbe probe = probe(new Asked(() -> nothing), hanging)) {
      probe.start();
      for (int tick = 0; tick < TICKS; tick++) {
        await(ProbeEvent.TickCompleted.class);
      }
      assertThat(probe.leads()).isFalse();
      end.countDown();
    }
  }

  private record Asked(Question question) implements Observer {
    @Override
    public Observed observe() {
      return question.ask();
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

  private interface Question {
    Observed ask();
  }
}
