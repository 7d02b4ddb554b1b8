package io.runtimeagent.probe.alert;

import static io.runtimeagent.probe.alert.Delivery.HEARTBEAT;
import static io.runtimeagent.probe.alert.Delivery.IDENTITY;
import static io.runtimeagent.probe.alert.Delivery.OBSERVER;
import static io.runtimeagent.probe.alert.Delivery.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.sink.PagerDutySink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.http.Secret;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With threads and the system's time: what hangs must hold up nobody else.
@Timeout(60)
class AlertDeskTest {
  private final Path state;
  private final List<ProbeEvent> heard = new CopyOnWriteArrayList<>();

  AlertDeskTest(@TempDir Path state) {
    this.state = state;
  }

  private AlertDesk desk(Sink... sinks) {
    var watched = Set.of(HEARTBEAT, OBSERVER, SHIPPING);
    var desk =
        new AlertDesk(
            new AlertDesk.Setup(state, IDENTITY, watched, Timing.system(), heard::add),
            List.of(sinks));
    desk.start();
    desk.lead();
    return desk;
  }

  private static Wish open() {
    return Delivery.opening(Instant.now(), "NOT_SCHEDULED");
  }

  /// A sink that counts what arrives, and may do something at it.
  private static final class Latched implements Sink {
    private final FakeSink inner;
    private final CountDownLatch arrived;
    private final Runnable action;

    Latched(String label, int messages, Runnable action) {
      this.inner = new FakeSink(label, FakeSink.PAGER);
      this.arrived = new CountDownLatch(messages);
      this.action = action;
    }

    boolean arrived() throws InterruptedException {
      return arrived.await(30, TimeUnit.SECONDS);
    }

    @Override
    public Name name() {
      return inner.name();
    }

    @Override
    public SendOutcome send(Message message) {
      SendOutcome outcome = inner.send(message);
      arrived.countDown();
      action.run();
      return outcome;
    }

    @Override
    public SendOutcome check(Identity identity) {
      return inner.check(identity);
    }

    @Override
    public Habits habits() {
      return inner.habits();
    }
  }

  @Test
  void wishes_arriveAtEverySink() throws InterruptedException {
    Latched one = new Latched("one", 2, () -> {});
    Latched two = new Latched("two", 2, () -> {});
    try (AlertDesk desk = desk(one, two)) {
      desk.wish(HEARTBEAT, open());
      desk.wish(SHIPPING, open());
      assertThat(one.arrived()).isTrue();
      assertThat(two.arrived()).isTrue();
      assertThat(desk.status().open()).hasSize(2);
      desk.wish(HEARTBEAT, new Wish.Closed(Map.of()));
      assertThat(desk.status().open()).hasSize(1);
      assertThat(desk.status().past()).hasSize(1);
      assertThat(desk.status().sinks())
          .extracting(each -> each.name().label())
          .containsExactly("one", "two");
    }
  }

  @Test
  void d10_sinkWhoseNameHangs_delaysNoOtherAndNobodyWhoWishes() throws InterruptedException {
    try (HttpCaller caller = HttpCaller.startCutting(1000, ProxySelector.of(null))) {
      URI hanging = URI.create("http://events." + HangingNames.DOMAIN + "/v2/enqueue");
      var wire = new Wire(caller, InstantSource.system());
      Sink pager = new PagerDutySink(wire, "pagerduty", hanging, Secret.of("key"));
      Latched other = new Latched("other", 1, () -> {});
      try (AlertDesk desk = desk(pager, other)) {
        desk.wish(HEARTBEAT, open());
        assertThat(HangingNames.asked()).isTrue();
        assertThat(other.arrived()).isTrue();
        desk.wish(OBSERVER, open());
        assertThat(desk.status().open()).hasSize(2);
      }
    }
  }

  @Test
  void sinkThatThrows_isToldAndDelaysNoOther() throws InterruptedException {
    Latched broken =
        new Latched(
            "broken",
            1,
            () -> {
              throw new IllegalStateException("bug");
            });
    Latched other = new Latched("other", 1, () -> {});
    try (AlertDesk desk = desk(broken, other)) {
      desk.wish(HEARTBEAT, open());
      assertThat(broken.arrived()).isTrue();
      assertThat(other.arrived()).isTrue();
    }
    assertThat(heard)
        .anyMatch(
            event ->
                event instanceof ProbeEvent.LoopFailed failed
                    && failed.loop().equals("alert-broken"));
  }

  @Test
  void wishOfAFollower_isLeftToTheLeader() {
    FakeSink sink = new FakeSink("pager", FakeSink.PAGER);
    try (AlertDesk desk = desk(sink)) {
      desk.follow();
      desk.wish(HEARTBEAT, open());
      assertThat(desk.status().open()).isEmpty();
      desk.wish(SHIPPING, open());
      assertThat(desk.status().open()).hasSize(1);
    }
  }

  @Test
  void alertOfAnEarlierHost_isEnded() throws InterruptedException {
    Latched before = new Latched("pager", 1, () -> {});
    Subject earlier = Subject.shipping("d1", "host-0");
    var setup = new AlertDesk.Setup(state, IDENTITY, Set.of(earlier), Timing.system(), heard::add);
    try (var desk = new AlertDesk(setup, List.of(before))) {
      desk.start();
      desk.wish(earlier, open());
      assertThat(before.arrived()).isTrue();
    }
    Latched after = new Latched("pager", 1, () -> {});
    try (AlertDesk desk = desk(after)) {
      assertThat(after.arrived()).isTrue();
      assertThat(after.inner.events()).containsExactly(Event.RESOLVE);
      assertThat(after.inner.messages().getFirst().alert().dedupKey())
          .isEqualTo(earlier.dedupKey());
      assertThat(desk.status().open()).isEmpty();
    }
  }
}
