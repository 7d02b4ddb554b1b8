package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel.Fact;
import io.runtimeagent.agent.page.PageModel.Failure;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.PageModel.Shipping;
import io.runtimeagent.agent.page.Times;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shipping of task logs, as it stands.
final class ShippingPart {
  /// As long as the alert waits.
  private static final Duration OVERDUE = Duration.ofSeconds(60);

  private static final String CHECK =
      "Run `runtime-agent check` in this container: it says what to mend. Nothing is lost while the"
          + " disk lives.";

  private final ShipperStatus status;
  private final Overview.Route route;
  private final Instant now;

  ShippingPart(ShipperStatus status, Overview.Route route, Instant now) {
    this.status = status;
    this.route = route;
    this.now = now;
  }

  /// Shipping that is switched off.
  static Shipping off(String reason) {
    return new Shipping(Level.IDLE, "Off", reason, List.of());
  }

  Shipping panel() {
    return new Shipping(level(), state(), explanation(), facts());
  }

  List<Problem> problems() {
    List<Problem> found = new ArrayList<>();
    status
        .held()
        .ifPresent(
            why ->
                found.add(
                    new Problem(Level.TROUBLE, "Task logs are not being stored: " + why, CHECK)));
    if (found.isEmpty() && overdue()) {
      found.add(
          new Problem(
              Level.TROUBLE,
              "Task logs are late: the latest should have been stored "
                  + Times.relative(status.overdueSince().orElse(now), now)
                  + ".",
              CHECK));
    }
    if (status.conditions() == Conditions.IGNORED) {
      found.add(
          new Problem(
              Level.NOTE,
              "The store takes writes whose condition does not hold.",
              "Use one that honours If-Match; until then only one agent may write a log."));
    }
    status.unshippedFiles().entrySet().stream()
        .filter(ShippingPart::isStuck)
        .forEach(stuck -> found.add(unshipped(stuck.getKey(), stuck.getValue())));
    return found;
  }

  /// The newest of each kind, as the same one comes again at every attempt.
  List<Failure> failures() {
    Map<List<String>, Failure> newest = new LinkedHashMap<>();
    for (ShipperStatus.Trouble error : status.lastErrors()) {
      String log = error.log().value();
      newest.remove(List.of(log, error.what()));
      newest.put(List.of(log, error.what()), new Failure(error.at(), log, error.what(), advice()));
    }
    return List.copyOf(newest.values());
  }

  private String advice() {
    return status.held().isPresent()
        ? CHECK
        : "It is tried again by itself; if it goes on, `runtime-agent check` says what to mend.";
  }

  /// A log that is behind its object is only waited for.
  private static boolean isStuck(Map.Entry<UnshippedReason, Long> logs) {
    return logs.getValue() > 0 && logs.getKey() != UnshippedReason.AHEAD;
  }

  private static Problem unshipped(UnshippedReason reason, long count) {
    String logs = count == 1 ? "One log " : String.format(Locale.ROOT, "%,d logs ", count);
    return new Problem(Level.NOTE, logs + what(reason, count), advice(reason));
  }

  private static String what(UnshippedReason reason, long count) {
    boolean one = count == 1;
    return switch (reason) {
      case UNREADABLE -> "cannot be read.";
      case SYMLINK -> "would be reached through a symbolic link.";
      case BAD_NAME -> (one ? "has" : "have") + " a name that no object can have.";
      case REJECTED -> (one ? "is" : "are") + " rejected by the store.";
      case AHEAD -> (one ? "is behind its" : "are behind their") + " object.";
    };
  }

  private static String advice(UnshippedReason reason) {
    return switch (reason) {
      case UNREADABLE -> "Let the agent's user read it; the agent's log names it.";
      case SYMLINK -> "Links are never followed: write logs as regular files in the log folder.";
      case BAD_NAME -> "Rename it; the agent's log names it.";
      case REJECTED -> "The agent's log says what the store answered.";
      case AHEAD -> "Nothing: it is waited for.";
    };
  }

  private Level level() {
    return problems().stream()
        .map(Problem::level)
        .reduce(status.standby() ? Level.IDLE : Level.WELL, Level::worse);
  }

  private boolean overdue() {
    return status
        .overdueSince()
        .filter(since -> Duration.between(since, now).compareTo(OVERDUE) >= 0)
        .isPresent();
  }

  private String state() {
    if (status.standby()) {
      return "Standing by";
    }
    if (status.held().isPresent()) {
      return "Held";
    }
    if (overdue()) {
      return "Behind";
    }
    return status.unshippedFiles().entrySet().stream().anyMatch(ShippingPart::isStuck)
        ? "Not all logs are stored"
        : "Up to date";
  }

  private String explanation() {
    if (status.standby()) {
      return "Another agent ships this log folder; this one takes over when it is gone.";
    }
    if (!status.firstPassDone()) {
      return "The first look at all logs is under way.";
    }
    return status.backlogBytes() == 0
        ? "Every byte of " + logs(status.trackedLogs(), "", "") + " is stored."
        : String.format(
            Locale.ROOT,
            "%s of %s; %s followed.",
            bytes(status.backlogBytes()),
            logs(status.backlogFiles(), " waits", " wait"),
            logs(status.trackedLogs(), " is", " are"));
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("From", route.from()));
    facts.add(new Fact("To", route.to()));
    facts.add(new Fact("Freshness", route.freshness()));
    status
        .oldestUnshipped()
        .ifPresent(
            oldest ->
                facts.add(
                    new Fact(
                        "Waits longest",
                        oldest.log().value()
                            + " ("
                            + bytes(oldest.bytes())
                            + ", "
                            + Times.relative(oldest.since(), now)
                            + ")")));
    facts.add(
        new Fact(
            "Last stored",
            status.lastProgress().map(at -> Times.relative(at, now)).orElse("nothing yet")));
    for (Map.Entry<UnshippedReason, Long> one : status.unshippedFiles().entrySet()) {
      if (one.getValue() > 0) {
        String name = "Not stored, " + one.getKey().name().toLowerCase(Locale.ROOT);
        facts.add(new Fact(name.replace('_', ' '), Long.toString(one.getValue())));
      }
    }
    return facts;
  }

  private static String logs(long count, String one, String many) {
    return count == 1 ? "1 log" + one : String.format(Locale.ROOT, "%,d logs%s", count, many);
  }

  private static String bytes(long count) {
    if (count < 10_000) {
      return count + " B";
    }
    double kilo = count / 1_000.0;
    return kilo < 10_000
        ? String.format(Locale.ROOT, "%.0f KB", kilo)
        : String.format(Locale.ROOT, "%,.0f MB", kilo / 1_000);
  }
}
