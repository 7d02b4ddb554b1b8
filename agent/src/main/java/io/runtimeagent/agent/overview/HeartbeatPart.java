package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel.Fact;
import io.runtimeagent.agent.page.PageModel.Heartbeat;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.Times;
import io.runtimeagent.probe.ProbeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The heartbeat around the monitoring DAG, as it stands.
final class HeartbeatPart {
  private static final Duration SHOWN = Duration.ofHours(3);

  private final ProbeStatus status;
  private final Instant now;

  HeartbeatPart(ProbeStatus status, Instant now) {
    this.status = status;
    this.now = now;
  }

  /// A heartbeat that is not looked at by this agent.
  static Heartbeat off(String reason, Instant now) {
    return new Heartbeat(Level.IDLE, "Off", reason, now, now, List.of(), List.of());
  }

  Heartbeat panel() {
    Instant from = now.minus(SHOWN);
    return new Heartbeat(
        level(), state(), explanation(), from, now, new Beats(status, from, now).all(), facts());
  }

  List<Problem> problems() {
    List<Problem> found = new ArrayList<>();
    if (status.openedAt() != null) {
      status.reasons().forEach(reason -> found.add(problem(reason)));
    }
    if (found.isEmpty() && status.openedAt() != null) {
      found.add(
          new Problem(
              Level.NOTE,
              "Airflow is recovering: the alert is open until two runs in a row have succeeded.",
              "Wait for the next runs of " + status.dagId() + "."));
    }
    blind(found);
    if (status.state() == ProbeStatus.State.PAUSED) {
      found.add(
          new Problem(
              Level.NOTE,
              status.dagId() + " is paused, so nobody would notice a dead scheduler.",
              "Unpause it, or set heartbeat = off."));
    }
    return found;
  }

  private boolean isBlind() {
    return status.lastTick() != null && !status.observer().trouble().isEmpty();
  }

  private Level blindness() {
    if (!isBlind()) {
      return Level.WELL;
    }
    return status.observer().openedAt() == null ? Level.NOTE : Level.TROUBLE;
  }

  private void blind(List<Problem> found) {
    if (isBlind()) {
      found.add(
          new Problem(
              blindness(),
              "Airflow cannot be asked: " + status.observer().trouble(),
              "Nobody knows how the scheduler does until this works; `runtime-agent check` tries"
                  + " it."));
    }
  }

  private Problem problem(String reason) {
    return switch (reason) {
      case "NOT_SCHEDULED" ->
          new Problem(
              Level.TROUBLE,
              "Airflow does not schedule: no new run of " + status.dagId() + since() + ".",
              "Look at the scheduler's log and its database; restart it if it hangs.");
      case "NOT_STARTED" ->
          new Problem(
              Level.TROUBLE,
              "Airflow does not start tasks: runs of " + status.dagId() + " wait in the queue.",
              "Look at the workers and the executor: no free slot, or nobody takes work.");
      case "FAILED_TWICE" ->
          new Problem(
              Level.TROUBLE,
              status.dagId() + " failed twice in a row.",
              "Read the log of its task \"hello\": what fails there fails for every task.");
      default -> new Problem(Level.TROUBLE, reason, "Read the agent's log.");
    };
  }

  private String since() {
    @Nullable Instant last = status.judgement() == null ? null : status.judgement().lastScheduled();
    return last == null ? "" : " since " + Times.full(last);
  }

  private Level level() {
    Level seen =
        switch (status.state()) {
          case NEVER_SEEN, WAITING, MAINTENANCE -> Level.IDLE;
          case OK -> Level.WELL;
          case SUSPECT, PAUSED -> Level.NOTE;
          case ALERTING -> Level.TROUBLE;
        };
    return seen.worse(blindness());
  }

  /// An open alert is graver than not to see how it goes on.
  private boolean seesNothing() {
    return isBlind() && status.state() != ProbeStatus.State.ALERTING;
  }

  private String state() {
    if (seesNothing()) {
      return "No view of Airflow";
    }
    return switch (status.state()) {
      case NEVER_SEEN -> "Not seen yet";
      case WAITING -> "Waiting for the first run";
      case OK -> "Ticking";
      case SUSPECT -> "Suspect";
      case ALERTING -> "Alerting";
      case PAUSED -> "Paused";
      case MAINTENANCE -> "Maintenance";
    };
  }

  private String explanation() {
    if (seesNothing()) {
      return "Airflow cannot be asked; what stands here is what was seen last.";
    }
    return switch (status.state()) {
      case NEVER_SEEN ->
          status.dagId() + " has never been seen. It is waited for, and nobody is paged over it.";
      case WAITING -> "No run has come since this agent looks; nothing is late yet.";
      case OK -> status.dagId() + " is scheduled, started and succeeds.";
      case SUSPECT -> "One run is missing or has failed; a second one would open the alert.";
      case ALERTING -> "The alert is open" + opened() + ".";
      case PAUSED -> status.dagId() + " is paused: nothing is judged.";
      case MAINTENANCE -> "A maintenance window is on: nothing is judged.";
    };
  }

  private String opened() {
    return status.openedAt() == null ? "" : " since " + Times.full(status.openedAt());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    if (status.judgement() != null) {
      time(facts, "Last scheduled", status.judgement().lastScheduled());
      time(facts, "Last success", status.judgement().lastSuccess());
      time(facts, "Alert if none by", status.judgement().deadline());
    }
    if (!status.observer().schedule().isEmpty()) {
      facts.add(new Fact("Schedule", status.observer().schedule()));
    }
    if (!status.observer().source().isEmpty()) {
      facts.add(new Fact("Asked", status.observer().source()));
    }
    time(facts, "Last answer", status.observer().lastGood());
    status.observer().details().stream()
        .sorted()
        .forEach(detail -> facts.add(new Fact("Seen", words(detail.name()))));
    facts.add(
        new Fact(
            "Who alerts",
            switch (status.leader().leadership()) {
              case LEADER -> "this agent";
              case ALONE -> "every agent for itself: " + status.leader().words();
              case FOLLOWER ->
                  status.leader().holder() == null
                      ? "another agent"
                      : "the agent on " + status.leader().holder();
            }));
    return facts;
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void time(List<Fact> facts, String name, @Nullable Instant at) {
    if (at != null) {
      facts.add(new Fact(name, Times.full(at) + " (" + Times.relative(at, now) + ")"));
    }
  }
}
