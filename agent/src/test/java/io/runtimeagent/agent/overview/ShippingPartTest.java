package io.runtimeagent.agent.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
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
  void logsThatWaitForTheirFile_areNoProblem() {
    ShipperStatus status =
        status(0, Optional.empty(), Optional.empty(), Map.of(UnshippedReason.AHEAD, 2L));
    assertThat(part(status).problems()).isEmpty();
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
