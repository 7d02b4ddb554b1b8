package io.runtimeagent.probe.alert;

import static io.runtimeagent.probe.alert.Delivery.HEARTBEAT;
import static io.runtimeagent.probe.alert.Delivery.OBSERVER;
import static io.runtimeagent.probe.alert.Delivery.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private static final Instant T0 = Instant.parse("2024-03-05T10:00:00Z");

  private static Instant at(int minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  private static AlertBook opened(Subject subject, int minutes) {
    return AlertBook.EMPTY.wish(subject, open(minutes, "NOT_SCHEDULED"), at(minutes));
  }

  private static Wish.Open open(int minutes, String... reasons) {
    return Delivery.opening(at(minutes), reasons);
  }

  private static AlertBook accepted(AlertBook book, Subject subject) {
    Alert alert = alert(book, subject);
    return book.told("s", subject.dedupKey(), Acked.accepted(alert));
  }

  private static Alert alert(AlertBook book, Subject subject) {
    return Objects.requireNonNull(book.wanted().get(subject.dedupKey()), subject.dedupKey());
  }

  private static AlertBook closed(AlertBook book, Subject subject, int minutes) {
    return book.wish(subject, new Wish.Closed(Map.of()), at(minutes));
  }

  @Test
  void book_isReadAsItWasWritten() throws JsonException {
    AlertBook book = accepted(opened(HEARTBEAT, 0), HEARTBEAT);
    book = closed(book, HEARTBEAT, 5).wish(HEARTBEAT, open(7, "FAILED_TWICE"), at(7));
    var held =
        new Wish.Open(at(1), List.of("OBSERVER"), true, Wish.Held.PAUSED, Map.of("a b", "c\"d"));
    book = book.wish(OBSERVER, held, at(1)).wish(SHIPPING, new Wish.Well(), at(2));
    book = book.told("t", OBSERVER.dedupKey(), Acked.doubtful(alert(book, OBSERVER)));
    String text = BookJson.write(book).compact();
    assertThat(BookJson.read((Json.Obj) Json.parse(text))).isEqualTo(book);
  }

  @Test
  void whatCannotBeRead_isLeftOut() throws JsonException {
    String text =
        BookJson.write(opened(HEARTBEAT, 0).wish(OBSERVER, open(0, "OBSERVER"), at(0))).compact();
    AlertBook book = BookJson.read((Json.Obj) Json.parse(text.replace("\"observer\"", "\"new\"")));
    assertThat(book.wanted()).containsOnlyKeys(HEARTBEAT.dedupKey());
    Json.Obj nonsense =
        (Json.Obj) Json.parse("{\"wanted\": [1, {}], \"acked\": {\"s\": 3}, \"past\": [null, {}]}");
    assertThat(BookJson.read(nonsense).wanted()).isEmpty();
  }

  @Test
  void secondIncident_hasItsOwnOpeningUnderTheSameKey() {
    AlertBook book = closed(opened(HEARTBEAT, 0), HEARTBEAT, 20);
    book = book.wish(HEARTBEAT, open(30, "FAILED_TWICE"), at(30));
    assertThat(alert(book, HEARTBEAT).opened())
        .isEqualTo(new Alert.Opening(at(30), List.of("FAILED_TWICE"), 3));
    assertThat(book.past()).extracting(Incident::resolvedAt).containsExactly(at(20));
  }

  @Test
  void openingThatIsJudgedAnew_keepsTheFirst() {
    AlertBook book = opened(HEARTBEAT, 0).wish(HEARTBEAT, open(25, "NOT_SCHEDULED"), at(25));
    assertThat(alert(book, HEARTBEAT).opened().at()).isEqualTo(at(0));
  }

  @Test
  void stillOpen_opensWhatIsNot_andRepeatsNothing() {
    AlertBook book = AlertBook.EMPTY.wish(HEARTBEAT, new Wish.Still(open(0, "A")), at(0));
    assertThat(alert(book, HEARTBEAT).open()).isTrue();
    assertThat(book.wish(HEARTBEAT, new Wish.Still(open(0, "A")), at(60))).isSameAs(book);
    assertThat(book.wish(HEARTBEAT, open(0, "A"), at(60))).isNotEqualTo(book);
  }

  @Test
  void well_closesWhatIsOpen() {
    AlertBook book = opened(HEARTBEAT, 0).wish(HEARTBEAT, new Wish.Well(), at(9));
    assertThat(alert(book, HEARTBEAT).open()).isFalse();
    assertThat(book.wish(HEARTBEAT, new Wish.Well(), at(10))).isSameAs(book);
  }

  @Test
  void past_keepsTheLastTwenty() {
    AlertBook book = AlertBook.EMPTY;
    for (int i = 0; i < 30; i++) {
      book = closed(book.wish(HEARTBEAT, open(2 * i, "X"), at(2 * i)), HEARTBEAT, 2 * i + 1);
    }
    assertThat(book.past()).hasSize(20);
    assertThat(book.past().getLast().resolvedAt()).isEqualTo(at(59));
  }

  @Test
  void shared_leavesOutWhatIsEachAgentsOwn() {
    AlertBook book = opened(HEARTBEAT, 0).wish(SHIPPING, open(0, "refused"), at(0));
    book = accepted(accepted(book, HEARTBEAT), SHIPPING);
    assertThat(book.shared()).isEqualTo(accepted(opened(HEARTBEAT, 0), HEARTBEAT));
  }

  @Test
  void merged_takesWhatChangedLastWithWhatWasToldOfIt() {
    AlertBook own = accepted(opened(HEARTBEAT, 0), HEARTBEAT).wish(SHIPPING, open(0, "r"), at(0));
    AlertBook theirs = accepted(closed(opened(HEARTBEAT, 1), HEARTBEAT, 12), HEARTBEAT);
    AlertBook merged = own.merged(theirs);
    assertThat(alert(merged, HEARTBEAT)).isEqualTo(alert(theirs, HEARTBEAT));
    assertThat(merged.acked()).isEqualTo(theirs.acked());
    assertThat(alert(merged, SHIPPING).open()).isTrue();
    assertThat(merged.past()).isEqualTo(theirs.past());
    assertThat(theirs.merged(own)).isEqualTo(theirs);
  }

  /// The leader's message is accepted after its first word of the alert went to the others.
  @Test
  void merged_takesWhatWasToldSince_ofAnAlertThatIsKnown() {
    AlertBook known = opened(HEARTBEAT, 0);
    AlertBook told = accepted(known, HEARTBEAT);
    assertThat(known.merged(told)).isEqualTo(told);
    assertThat(told.merged(known)).isEqualTo(told);
    AlertBook doubtful =
        known.told("s", HEARTBEAT.dedupKey(), Acked.doubtful(alert(known, HEARTBEAT)));
    assertThat(doubtful.merged(told)).isEqualTo(told);
    assertThat(told.merged(doubtful)).isEqualTo(told);
  }

  @Test
  void merged_withNothing_changesNothing() {
    AlertBook own = accepted(opened(HEARTBEAT, 0), HEARTBEAT);
    assertThat(own.merged(AlertBook.EMPTY)).isEqualTo(own);
    assertThat(AlertBook.EMPTY.merged(own)).isEqualTo(own);
  }

  @Test
  void settled_endsWhatNobodyWatches_andForgetsOldSinks() {
    AlertBook book = accepted(opened(HEARTBEAT, 0), HEARTBEAT).wish(OBSERVER, open(0, "O"), at(0));
    AlertBook settled = book.settled(Set.of("t"), Set.of(OBSERVER.dedupKey()), at(9));
    assertThat(alert(settled, HEARTBEAT).open()).isFalse();
    assertThat(alert(settled, HEARTBEAT).details())
        .containsValue("the agent no longer watches this");
    assertThat(alert(settled, OBSERVER).open()).isTrue();
    assertThat(settled.acked()).isEmpty();
    AlertBook later = settled.settled(Set.of("t"), Set.of(OBSERVER.dedupKey()), at(9 + 1441));
    assertThat(later.wanted()).containsOnlyKeys(OBSERVER.dedupKey());
  }
}
