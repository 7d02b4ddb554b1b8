package io.runtimeagent.probe.alert;

import static io.runtimeagent.probe.alert.Delivery.HEARTBEAT;
import static io.runtimeagent.probe.alert.Delivery.OBSERVER;
import static io.runtimeagent.probe.alert.Delivery.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.event.ProbeEvent.AlertSkipped;
import io.runtimeagent.probe.event.ProbeEvent.BacklogChanged;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryAttempted;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Path state;
  private final FakeTime time = new FakeTime();
  private final FakeSink sink = new FakeSink("pager", FakeSink.PAGER);

  CourierTest(@TempDir Path state) {
    this.state = state;
  }

  private Delivery delivery() {
    return new Delivery(state, sink, time);
  }

  @Test
  void alert_isToldWhenItOpensChangesAndResolves() throws InterruptedException {
    delivery()
        .open(HEARTBEAT, "FAILED_TWICE")
        .run(MINUTE)
        .open(HEARTBEAT, "FAILED_TWICE", "NOT_SCHEDULED")
        .run(MINUTE)
        .close(HEARTBEAT)
        .run(MINUTE);
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.UPDATE, Event.RESOLVE);
    assertThat(sink.messages())
        .extracting(each -> each.alert().sequence())
        .containsExactly(1L, 2L, 3L);
    assertThat(sink.messages())
        .extracting(each -> each.alert().opened().at())
        .containsOnly(Instant.parse("2024-03-05T10:00:00Z"));
  }

  @Test
  void sameWish_isToldOnce() throws InterruptedException {
    Delivery delivery = delivery();
    for (int tick = 0; tick < 40; tick++) {
      delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(15));
    }
    assertThat(sink.events()).containsExactly(Event.OPEN);
  }

  @Test
  void openAlert_isToldAgainEvery30Minutes() throws InterruptedException {
    Delivery delivery = delivery();
    for (int tick = 0; tick <= 4 * 95; tick++) {
      delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(15));
    }
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.UPDATE, Event.UPDATE, Event.UPDATE);
  }

  @Test
  void heldAlert_isToldToBeHeldAndThenNotMentioned() throws InterruptedException {
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    var held =
        new Wish.Open(time.now(), List.of("NOT_SCHEDULED"), false, Wish.Held.MAINTENANCE, Map.of());
    for (int tick = 0; tick < 4 * 120; tick++) {
      delivery.wish(HEARTBEAT, held).run(Duration.ofSeconds(15));
    }
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.UPDATE);
    assertThat(sink.messages().getLast().summary()).contains("held, because a maintenance window");
    delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(sink.messages().getLast().summary()).doesNotContain("held");
  }

  @Test
  void observerAlert_isCriticalAfter30Minutes() throws InterruptedException {
    Delivery delivery = delivery();
    for (int tick = 0; tick <= 4 * 31; tick++) {
      delivery.open(OBSERVER, "OBSERVER").run(Duration.ofSeconds(15));
    }
    assertThat(sink.messages())
        .extracting(Message::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL);
  }

  @Test
  void refusedAlert_isTriedHourlyAndWhenItChanges() throws InterruptedException {
    sink.answering(FakeSink.refused(), FakeSink.refused(), FakeSink.refused());
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofMinutes(59));
    assertThat(sink.messages()).hasSize(1);
    delivery.run(Duration.ofMinutes(2));
    assertThat(sink.messages()).hasSize(2);
    delivery.open(HEARTBEAT, "FAILED_TWICE").run(MINUTE);
    assertThat(sink.messages()).hasSize(3);
    assertThat(delivery.heard(DeliveryAttempted.class))
        .extracting(DeliveryAttempted::result)
        .containsOnly(DeliveryResult.DEAD);
    delivery.run(Duration.ofMinutes(61));
    assertThat(delivery.courier.status().lastResult()).isEqualTo(DeliveryResult.OK);
    assertThat(delivery.courier.status().waiting()).isZero();
  }

  @Test
  void refusedAlert_holdsUpNoOther() throws InterruptedException {
    sink.answering(FakeSink.refused());
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").open(SHIPPING, "refused").run(MINUTE);
    assertThat(sink.messages())
        .extracting(each -> each.alert().kind())
        .containsExactly(AlertKind.HEARTBEAT, AlertKind.SHIPPING);
  }

  @Test
  void d9_manyAlerts_leaveAtMostTwoASecond() throws InterruptedException {
    Instant start = time.now();
    Delivery delivery = delivery();
    for (int i = 0; i < 10; i++) {
      delivery.open(Subject.heartbeat("deployment-" + i, "monitoring"), "NOT_SCHEDULED");
    }
    delivery.run(Duration.ofSeconds(10));
    assertThat(sink.messages()).extracting(each -> each.alert().dedupKey()).doesNotHaveDuplicates();
    assertThat(sink.messages()).hasSize(10);
    assertThat(Duration.between(start, sink.messages().getLast().now()))
        .isEqualTo(Duration.ofMillis(4500));
  }

  @Test
  void longIncidentDuringOutage_isToldInOrderAfterwards() throws InterruptedException {
    outage(Duration.ofMinutes(40));
    List<Event> events = sink.events();
    assertThat(events.getLast()).isEqualTo(Event.RESOLVE);
    assertThat(events.subList(0, events.size() - 1)).containsOnly(Event.OPEN);
    Message open = sink.messages().get(events.size() - 2);
    assertThat(open.alert().reasons()).containsExactly("NOT_SCHEDULED");
    assertThat(open.alert().sequence()).isEqualTo(1);
  }

  @Test
  void shortIncidentDuringOutage_isSkippedAndCounted() throws InterruptedException {
    Delivery delivery = outage(Duration.ofMinutes(9));
    assertThat(sink.events()).doesNotContain(Event.RESOLVE);
    assertThat(delivery.heard(AlertSkipped.class)).hasSize(1);
    assertThat(delivery.courier.status().waiting()).isZero();
  }

  /// The sink is away for two hours; an incident of this length lies within.
  private Delivery outage(Duration incident) throws InterruptedException {
    Instant back = time.now().plus(Duration.ofHours(2));
    for (int i = 0; i < 400; i++) {
      sink.answering(FakeSink.failed());
    }
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(incident);
    delivery.close(HEARTBEAT).run(Duration.between(time.now(), back));
    sink.recover();
    return delivery.run(Duration.ofMinutes(10));
  }

  @Test
  void shortIncidentThatMayHaveArrived_isResolved() throws InterruptedException {
    sink.answering(FakeSink.doubtful(), FakeSink.failed());
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(SECOND).close(HEARTBEAT).run(MINUTE);
    assertThat(sink.events()).endsWith(Event.RESOLVE);
  }

  @Test
  void longIncidentThatMayHaveArrived_isOpenedAgainBeforeItIsResolved()
      throws InterruptedException {
    sink.answering(FakeSink.doubtful());
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED");
    delivery.courier.turn();
    time.pass(Duration.ofMinutes(11));
    delivery.close(HEARTBEAT).run(MINUTE);
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.OPEN, Event.RESOLVE);
    assertThat(sink.messages())
        .extracting(each -> each.alert().dedupKey())
        .hasSize(3)
        .containsOnly(HEARTBEAT.dedupKey());
  }

  @Test
  void doubtfulOpen_isOpenedAgainWithTheSameWords() throws InterruptedException {
    sink.answering(FakeSink.doubtful());
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.OPEN);
    assertThat(sink.messages().getFirst().alert()).isEqualTo(sink.messages().getLast().alert());
  }

  @Test
  void chat_hearsOnlyOfOpeningAndEnd() throws InterruptedException {
    FakeSink chat = new FakeSink("chat", FakeSink.CHAT);
    new Delivery(state, chat, time)
        .wish(OBSERVER, new Wish.Well())
        .open(HEARTBEAT, "FAILED_TWICE")
        .run(MINUTE)
        .open(HEARTBEAT, "NOT_SCHEDULED")
        .run(MINUTE)
        .close(HEARTBEAT)
        .run(MINUTE);
    assertThat(chat.events()).containsExactly(Event.OPEN, Event.RESOLVE);
  }

  @Test
  void forgetfulSink_isToldEveryMinuteWhileOpenAndFiveMinutesAfter() throws InterruptedException {
    FakeSink forgetful = new FakeSink("forgetful", FakeSink.FORGETFUL);
    Delivery delivery = new Delivery(state, forgetful, time).open(HEARTBEAT, "NOT_SCHEDULED");
    delivery.run(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(forgetful.events()).hasSize(11).startsWith(Event.OPEN);
    delivery.close(HEARTBEAT).run(Duration.ofMinutes(30));
    assertThat(forgetful.events().subList(11, forgetful.events().size()))
        .containsOnly(Event.RESOLVE)
        .hasSize(5);
  }

  @Test
  void wellWithNothingKnown_isToldAsResolvedOnce() throws InterruptedException {
    Delivery delivery = delivery();
    for (int tick = 0; tick < 200; tick++) {
      delivery.wish(HEARTBEAT, new Wish.Well()).run(Duration.ofSeconds(15));
    }
    assertThat(sink.events()).containsExactly(Event.RESOLVE);
    assertThat(sink.messages().getFirst().summary()).isEqualTo("Airflow of deployment d1 is well.");
  }

  @Test
  void closedWithNothingOpen_isNotTold() throws InterruptedException {
    delivery().close(HEARTBEAT).run(MINUTE);
    assertThat(sink.messages()).isEmpty();
  }

  @Test
  void restart_goesOnWithWhatWasNotAccepted() throws InterruptedException {
    sink.answering(FakeSink.failed());
    Delivery before = delivery().open(HEARTBEAT, "NOT_SCHEDULED").open(SHIPPING, "refused");
    before.courier.turn();
    time.pass(SECOND);
    before.courier.turn();
    delivery().run(MINUTE);
    assertThat(sink.messages())
        .extracting(each -> each.alert().kind())
        .containsExactly(AlertKind.HEARTBEAT, AlertKind.SHIPPING, AlertKind.HEARTBEAT);
    Alert first = sink.messages().getFirst().alert();
    assertThat(sink.messages().getLast().alert()).isEqualTo(first);
  }

  @Test
  void restart_doesNotRepeatWhatWasAccepted() throws InterruptedException {
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(sink.events()).containsExactly(Event.OPEN);
  }

  @Test
  void refusal_isForgottenByARestart() throws InterruptedException {
    sink.answering(FakeSink.refused());
    delivery().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    delivery().run(MINUTE);
    assertThat(sink.events()).containsExactly(Event.OPEN, Event.OPEN);
  }

  @Test
  void follower_deliversOnlyItsOwnShipping() throws InterruptedException {
    Delivery delivery = delivery().open(HEARTBEAT, "NOT_SCHEDULED").open(SHIPPING, "refused");
    delivery.ledger.lead(false);
    delivery.run(MINUTE);
    assertThat(sink.messages())
        .extracting(each -> each.alert().kind())
        .containsExactly(AlertKind.SHIPPING);
  }

  @Test
  void backlog_isToldAtStartAndWhenItChanges() throws InterruptedException {
    Instant start = time.now();
    sink.answering(FakeSink.failed());
    Delivery delivery = delivery();
    delivery.courier.turn();
    delivery.open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(delivery.heard(BacklogChanged.class))
        .containsExactly(
            new BacklogChanged("pager", 0, Instant.EPOCH),
            new BacklogChanged("pager", 1, start),
            new BacklogChanged("pager", 0, Instant.EPOCH));
  }
}
