package io.runtimeagent.agent.page;

import io.runtimeagent.agent.page.PageModel.Alert;
import io.runtimeagent.agent.page.PageModel.Alerts;
import io.runtimeagent.agent.page.PageModel.Banner;
import io.runtimeagent.agent.page.PageModel.Beat;
import io.runtimeagent.agent.page.PageModel.Fact;
import io.runtimeagent.agent.page.PageModel.Failure;
import io.runtimeagent.agent.page.PageModel.Heartbeat;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Outcome;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.PageModel.Shipping;
import io.runtimeagent.agent.page.PageModel.SinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A deployment that is well, and one that is not.
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-21T16:40:10Z");

  private static final Duration SHOWN = Duration.ofHours(3);
  private static final List<Fact> RUNNING =
      List.of(
          new Fact("Image tag", "deploy-2026-11-20T09-12"),
          new Fact("Runtime", "13.4.0"),
          new Fact("Airflow", "2.11.0"),
          new Fact("Python", "3.12.12"),
          new Fact("Part of Airflow", "scheduler"),
          new Fact("Agent", "0.1.0, running for 4 d"));

  private Samples() {}

  static PageModel well() {
    return new PageModel(
        NOW,
        "customer-prod",
        List.of(),
        new Banner(Level.WELL, "Runtime 13.4.0 is maintained until 2027-11-30 (374 days)."),
        RUNNING,
        heartbeat(Level.WELL, "Ticking", List.of()),
        new Alerts(
            List.of(), List.of(new SinkState(Level.WELL, "pagerduty", "accepted all it was told"))),
        shipping(Level.WELL, "Up to date"),
        List.of());
  }

  /// Well but for its age.
  static PageModel old() {
    PageModel well = well();
    return new PageModel(
        NOW,
        well.deployment(),
        List.of(),
        new Banner(Level.NOTE, "Runtime 4.2.6 is not maintained since 2022-09-30."),
        RUNNING,
        well.heartbeat(),
        well.alerts(),
        well.shipping(),
        List.of());
  }

  static PageModel ill(String text) {
    return new PageModel(
        NOW,
        text,
        List.of(
            new Problem(
                Level.TROUBLE,
                "Airflow is not scheduling: no run of " + text + " since 16:20.",
                "Look at the scheduler's log; restart it if it hangs."),
            new Problem(
                Level.NOTE, "Airflow cannot be asked: refused", "Run `runtime-agent check`.")),
        new Banner(Level.NOTE, "Runtime 13.4.0 is maintained until 2026-11-30 (9 days)."),
        RUNNING,
        heartbeat(
            Level.TROUBLE,
            "Alerting",
            List.of(Outcome.FAILED, Outcome.STALLED, Outcome.MISSED, Outcome.RUNNING)),
        new Alerts(
            List.of(
                alert("Heartbeat", text, "2026-11-21T16:30:30Z", null),
                alert("Shipping", "STORE_REFUSES", "2026-11-21T09:00:00Z", "2026-11-21T09:12:00Z")),
            List.of(
                new SinkState(
                    Level.TROUBLE, "webhook", "1 alert waits since 16:30; it answered 503"),
                new SinkState(Level.WELL, "pagerduty", "accepted all it was told"))),
        shipping(Level.NOTE, "Behind"),
        List.of(
            new Failure(
                NOW.minusSeconds(90),
                "dag_id="
                    + text
                    + "/run_id=manual__2026-11-21T16:00:00+00:00/task_id=t/attempt=1.log",
                "access is denied",
                "Let the agent's user read the file.")));
  }

  private static Alert alert(
      String name, String reasons, String opened, @Nullable String resolved) {
    return new Alert(
        name, reasons, Instant.parse(opened), resolved == null ? null : Instant.parse(resolved));
  }

  private static Heartbeat heartbeat(Level level, String state, List<Outcome> last) {
    Instant from = NOW.minus(SHOWN);
    Instant first = Instant.parse("2026-11-21T13:45:00Z");
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < 36 - last.size(); i++) {
      beats.add(beat(first, i, Outcome.SUCCESS));
    }
    for (Outcome outcome : last) {
      beats.add(beat(first, beats.size(), outcome));
    }
    return new Heartbeat(
        level,
        state,
        "The monitoring DAG ran every 5 minutes.",
        from,
        NOW,
        beats,
        List.of(new Fact("Schedule", "*/5 * * * * in UTC"), new Fact("Asked", "REST API v2")));
  }

  private static Beat beat(Instant first, int n, Outcome outcome) {
    return new Beat(
        first.plus(Duration.ofMinutes(5L * n)), outcome, Optional.of(Duration.ofSeconds(3)));
  }

  private static Shipping shipping(Level level, String state) {
    return new Shipping(
        level,
        state,
        "Every byte of 1,204 logs is stored.",
        List.of(
            new Fact("To", "s3://customer-logs/prod"),
            new Fact("Waiting", "0 B in 0 logs"),
            new Fact("Last stored", "2 s ago")));
  }
}
