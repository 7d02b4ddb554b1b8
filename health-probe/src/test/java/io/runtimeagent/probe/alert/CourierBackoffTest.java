package io.runtimeagent.probe.alert;

import static io.runtimeagent.probe.alert.Delivery.HEARTBEAT;
import static io.runtimeagent.probe.alert.Delivery.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a sink that failed is tried again.
class CourierBackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Path state;
  private final FakeTime time = new FakeTime();
  private final FakeSink sink = new FakeSink("pager", FakeSink.PAGER);

  CourierBackoffTest(@TempDir Path state) {
    this.state = state;
  }

  private Delivery delivery() {
    return new Delivery(state, sink, time);
  }

  @Test
  void failures_backOffDoublingUpToFiveMinutes() throws InterruptedException {
    Instant start = time.now();
    for (int i = 0; i < 12; i++) {
      sink.answering(FakeSink.failed());
    }
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofHours(1));
    List<Long> seconds =
        sink.messages().stream()
            .map(message -> Duration.between(start, message.now()).toSeconds())
            .toList();
    assertThat(seconds)
        .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 811L, 1111L, 1411L);
  }

  @Test
  void alertThatOpensWhileAnotherBacksOff_isTriedAtOnce() throws InterruptedException {
    Delivery delivery = backingOff(SHIPPING);
    int before = sink.messages().size();
    delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(SECOND);
    assertThat(sink.messages().subList(before, sink.messages().size()))
        .extracting(each -> each.alert().kind())
        .containsExactly(AlertKind.HEARTBEAT, AlertKind.SHIPPING);
  }

  @Test
  void alertThatResolvesWhileItsOpeningBacksOff_isTriedAtOnce() throws InterruptedException {
    Delivery delivery = backingOff(HEARTBEAT);
    int before = sink.messages().size();
    delivery.close(HEARTBEAT).run(SECOND);
    assertThat(sink.messages()).hasSizeGreaterThan(before);
  }

  @Test
  void alertThatOnlyGetsAnotherReason_backsOffAsBefore() throws InterruptedException {
    Delivery delivery = backingOff(HEARTBEAT);
    int before = sink.messages().size();
    delivery.open(HEARTBEAT, "NOT_SCHEDULED", "FAILED_TWICE").run(SECOND);
    assertThat(sink.messages()).hasSize(before);
  }

  /// The sink has failed for a quarter of an hour: its next turn is minutes away.
  private Delivery backingOff(Subject subject) throws InterruptedException {
    for (int i = 0; i < 11; i++) {
      sink.answering(FakeSink.failed());
    }
    return delivery().open(subject, "NOT_SCHEDULED").run(Duration.ofSeconds(812));
  }

  @Test
  void askedForDelay_isKept() throws InterruptedException {
    sink.answering(new SendOutcome.Failed("slow down", Duration.ofMinutes(2)));
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(119));
    assertThat(sink.messages()).hasSize(1);
    delivery.run(Duration.ofSeconds(2));
    assertThat(sink.messages()).hasSize(2);
  }

  @Test
  void askedForDelay_isKeptForANewAlertToo() throws InterruptedException {
    sink.answering(new SendOutcome.Failed("slow down", Duration.ofMinutes(2)));
    Delivery delivery = delivery().open(SHIPPING, "refused").run(SECOND);
    delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(118));
    assertThat(sink.messages()).hasSize(1);
  }

  @Test
  void clockStep_neitherStretchesNorShortensTheBackoff() throws InterruptedException {
    sink.answering(new SendOutcome.Failed("slow down", Duration.ofMinutes(2)));
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED");
    delivery.courier.turn();
    time.step(Duration.ofHours(1));
    assertThat(delivery.courier.turn()).isEqualTo(Duration.ofMinutes(2));
    time.step(Duration.ofHours(-2));
    assertThat(delivery.courier.turn()).isEqualTo(Duration.ofMinutes(2));
  }
}
