package io.runtimeagent.agent.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtimeagent.agent.page.PageModel.Failure;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.ShipperStatus.Trouble;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippingPartTest {
  private static final Instant NOW = Instant.parse("2026-11-21T16:40:10Z");

  @Test
  void shipperWithNothingToDo_isUpToDate() {
    ShippingPart part = part(status(0, Optional.empty(), Optional.empty()));
    assertThat(part.problems()).isEmpty();
    assertThat(part.panel().level()).isEqualTo(Level.WELL);
    assertThat(part.panel().explanation()).isEqualTo("Every byte of 1,204 logs is stored.");
  }

  @Test
  void refusal_isAProblemInTheStoresWords() {
    ShippingPart part =
        part(status(12_000, Optional.of("The bucket does not exist."), Optional.empty()));
    assertThat(part.problems()).hasSize(1);
    assertThat(part.problems().getFirst().what())
        .isEqualTo("Task logs are not being stored: The bucket does not exist.");
    assertThat(part.panel().state()).isEqualTo("Held");
    assertThat(part.panel().explanation()).startsWith("12 KB of 3 logs wait");
  }

  @ParameterizedTest
  @CsvSource({"59, WELL", "60, TROUBLE"})
  void lateness_isAProblemAfterAMinute(long seconds, Level level) {
    var since = Optional.of(NOW.minusSeconds(seconds));
    assertThat(part(status(500, Optional.empty(), since)).panel().level()).isEqualTo(level);
  }

  @Test
  void unreadableLogs_areNamedByTheirNumber() {
    ShipperStatus status =
        status(0, Optional.empty(), Optional.empty(), Map.of(UnshippedReason.UNREADABLE, 1L));
    assertThat(part(status).problems())
        .containsExactly(
            new Problem(
                Level.NOTE,
                "One log cannot be read.",
                "Let the agent's user read it; the agent's log names it."));
  }

  @Test
  void logThatTheStoreRejects_isNotUpToDate() {
    ShipperStatus status =
        status(500, Optional.empty(), Optional.empty(), Map.of(UnshippedReason.REJECTED, 2L));
    assertThat(part(status).panel().state()).isEqualTo("Not all logs are stored");
    assertThat(part(status).problems().getFirst().what())
        .isEqualTo("2 logs are rejected by the store.");
  }

  @Test
  void oneLog_isNotSpokenOfAsMany() {
    assertThat(part(status(1, 12, 1, List.of())).panel().explanation())
        .isEqualTo("12 B of 1 log waits; 1 log is followed.");
    assertThat(part(status(2, 12, 2, List.of())).panel().explanation())
        .isEqualTo("12 B of 2 logs wait; 2 logs are followed.");
    assertThat(part(status(1, 0, 0, List.of())).panel().explanation())
        .isEqualTo("Every byte of 1 log is stored.");
  }

  /// An attempt may fail twice a second, for hours.
  @Test
  void sameErrorAgain_isShownOnce_atItsNewest() {
    List<Trouble> troubles =
        List.of(trouble(9, "refused"), trouble(8, "broken"), trouble(7, "refused"));
    assertThat(part(status(1, 12, 1, troubles)).failures())
        .extracting(Failure::at, Failure::what)
        .containsExactly(
            tuple(NOW.minusSeconds(8), "broken"), tuple(NOW.minusSeconds(7), "refused"));
  }

  @Test
  void logsThatWaitForTheirFile_areNoProblem() {
    ShipperStatus status =
        status(0, Optional.empty(), Optional.empty(), Map.of(UnshippedReason.AHEAD, 2L));
    assertThat(part(status).problems()).isEmpty();
  }

  private static Trouble trouble(long secondsAgo, String what) {
    return new Trouble(NOW.minusSeconds(secondsAgo), new LogPath("a.log"), what);
  }

  private static ShipperStatus status(
      int tracked, long backlog, int waiting, List<Trouble> troubles) {
    return new ShipperStatus(
        false,
        true,
        tracked,
        backlog,
        waiting,
        Optional.empty(),
        Map.of(),
        Optional.of(NOW.minusSeconds(2)),
        Optional.empty(),
        0,
        Optional.empty(),
        Conditions.HONOURED,
        troubles);
  }

  private static ShippingPart part(ShipperStatus status) {
    return new ShippingPart(status, new Overview.Route("/logs", "s3://b/p", "balanced"), NOW);
  }

  private static ShipperStatus status(
      long backlog, Optional<String> held, Optional<Instant> overdueSince) {
    return status(backlog, held, overdueSince, Map.of());
  }

  private static ShipperStatus status(
      long backlog,
      Optional<String> held,
      Optional<Instant> overdueSince,
      Map<UnshippedReason, Long> unshipped) {
    return new ShipperStatus(
        false,
        true,
        1_204,
        backlog,
        backlog == 0 ? 0 : 3,
        Optional.empty(),
        unshipped,
        Optional.of(NOW.minusSeconds(2)),
        overdueSince,
        0,
        held,
        Conditions.HONOURED,
        List.of());
  }
}
