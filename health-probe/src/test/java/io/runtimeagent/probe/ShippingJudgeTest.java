package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Wish;
import io.runtimeagent.probe.heartbeat.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShippingJudgeTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final ShippingJudge judge = new ShippingJudge();
  private @Nullable Instant due;
  private @Nullable Instant progress;
  private String refusal = "";
  private String recklessness = "";

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private Optional<ShippingJudge.Verdict> look(int second) {
    return judge.look(new ShippingSight(due, progress, refusal, recklessness), at(second));
  }

  private static List<String> reasons(Optional<ShippingJudge.Verdict> verdict) {
    assertThat(verdict).isPresent();
    return ((Wish.Open) verdict.orElseThrow().wish()).reasons();
  }

  private static @Nullable Transition news(Optional<ShippingJudge.Verdict> verdict) {
    return verdict.orElseThrow().news();
  }

  @Test
  void nothingKnown_isNoVerdict() {
    assertThat(look(0)).isEmpty();
  }

  @Test
  void logThatIsLate_opensAfterAMinute_andProgressResolves() {
    due = at(0);
    assertThat(look(59)).isEmpty();
    Optional<ShippingJudge.Verdict> open = look(60);
    assertThat(reasons(open)).containsExactly("OVERDUE");
    assertThat(news(open)).isEqualTo(Transition.OPEN);
    assertThat(news(look(65))).isNull();
    progress = at(70);
    Optional<ShippingJudge.Verdict> over = look(70);
    assertThat(news(over)).isEqualTo(Transition.RESOLVE);
    assertThat(over.orElseThrow().wish()).isEqualTo(closedAfter(10));
  }

  private static Wish closedAfter(int seconds) {
    return new Wish.Closed(Map.of("lasted", seconds + " s"));
  }

  @Test
  void progressSinceItWasDue_isNoReason() {
    due = at(0);
    progress = at(30);
    assertThat(look(300).orElseThrow().wish()).isInstanceOf(Wish.Closed.class);
  }

  @Test
  void progressFromBefore_doesNotExcuse() {
    due = at(0);
    progress = at(-1);
    assertThat(reasons(look(60))).containsExactly("OVERDUE");
  }

  @Test
  void refusal_isGivenTenSeconds() {
    refusal = "403 AccessDenied";
    assertThat(look(0)).isEmpty();
    assertThat(look(9)).isEmpty();
    Optional<ShippingJudge.Verdict> open = look(10);
    assertThat(reasons(open)).containsExactly("STORE_REFUSES");
    assertThat(((Wish.Open) open.orElseThrow().wish()).details())
        .containsEntry("store_refusal", "403 AccessDenied")
        .doesNotContainKey("store_conditions");
  }

  @Test
  void refusalThatEndsInBetween_countsFromItsNextBeginning() {
    refusal = "403";
    look(0);
    refusal = "";
    look(9);
    refusal = "403";
    assertThat(look(11)).isEmpty();
    assertThat(look(21)).isPresent();
  }

  @Test
  void refusalThatIsOver_resolvesThoughThereIsNothingToWrite() {
    refusal = "403";
    look(0);
    look(10);
    refusal = "";
    assertThat(news(look(20))).isEqualTo(Transition.RESOLVE);
  }

  @Test
  void anotherReason_isAnUpdateOfTheSameIncident() {
    refusal = "403";
    look(0);
    look(10);
    due = at(0);
    Optional<ShippingJudge.Verdict> update = look(60);
    assertThat(reasons(update)).containsExactly("OVERDUE", "STORE_REFUSES");
    assertThat(news(update)).isEqualTo(Transition.UPDATE);
    assertThat(((Wish.Open) update.orElseThrow().wish()).openedAt()).isEqualTo(at(10));
  }

  @Test
  void storeThatIgnoresConditions_isAlertedThoughAllIsWritten() {
    recklessness = "the store ignores conditions";
    progress = at(0);
    assertThat(reasons(look(0))).containsExactly("CONDITIONS_IGNORED");
    progress = at(60);
    assertThat(reasons(look(60))).containsExactly("CONDITIONS_IGNORED");
  }

  /// The alert that a process before this one left open has to end too, where nothing is written.
  @Test
  void nothingWrongForLong_endsWhatWasLeftOpen() {
    assertThat(look(0)).isEmpty();
    assertThat(look(299)).isEmpty();
    assertThat(look(300).orElseThrow().wish()).isInstanceOf(Wish.Closed.class);
    assertThat(news(look(300))).isNull();
    due = at(301);
    assertThat(look(302)).isEmpty();
    due = null;
    assertThat(look(303)).isEmpty();
  }
}
