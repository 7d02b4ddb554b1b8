package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.Transition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippingAlarmTest {
  private static final Subject SUBJECT = Subject.shipping("d", "host-1");

  private final BlockingQueue<ProbeEvent> heard = new LinkedBlockingQueue<>();
  private final AlertDesk desk;

  ShippingAlarmTest(@TempDir Path folder) {
    var setup =
        new AlertDesk.Setup(
            folder,
            new Identity("d", "", "", ""),
            Set.of(SUBJECT),
            Timing.system(),
            ProbeListener.NOOP);
    desk = new AlertDesk(setup, List.of());
  }

  private ProbeEvent firstOf(Supplier<ShippingSight> sight) throws InterruptedException {
    try (var alarm = new ShippingAlarm(desk, SUBJECT, sight, heard::add)) {
      alarm.start();
      ProbeEvent event = heard.poll(30, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      return event == null ? new ProbeEvent.TickCompleted(Instant.EPOCH) : event;
    }
  }

  /// A follower's desk leaves the deployment's alerts to the leader; this one is the agent's own.
  @Test
  void logThatIsLate_opensTheAgentsOwnAlert_whoeverLeads() throws InterruptedException {
    Instant due = Instant.now().minusSeconds(61);
    ProbeEvent event = firstOf(() -> new ShippingSight(due, null, "", ""));
    assertThat(event)
        .isEqualTo(new ProbeEvent.ShippingAlertDecided(Transition.OPEN, List.of("OVERDUE")));
    assertThat(desk.status().open())
        .extracting(Alert::dedupKey)
        .containsExactly("runtime-agent-shipping:d:host-1");
  }

  @Test
  void sightThatThrows_isTold() throws InterruptedException {
    ProbeEvent event =
        firstOf(
            () -> {
              throw new IllegalStateException("bug");
            });
    assertThat(event).isInstanceOf(ProbeEvent.LoopFailed.class);
    assertThat(((ProbeEvent.LoopFailed) event).loop()).isEqualTo("shipping-alarm");
  }
}
