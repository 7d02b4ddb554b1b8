package io.runtimeagent.agent.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the page shows, in the order in which it is read. Texts are shown as they are: what
/// somebody else wrote is escaped, never trusted.
///
/// `problems` are what a person should know first, the gravest at the top.
public record PageModel(
    Instant now,
    String deployment,
    List<Problem> problems,
    Banner lifecycle,
    List<Fact> running,
    Heartbeat heartbeat,
    Alerts alerts,
    Shipping shipping,
    List<Failure> failures) {

  public PageModel {
    problems = List.copyOf(problems);
    running = List.copyOf(running);
    failures = List.copyOf(failures);
  }

  /// How bad it is; the order counts.
  public enum Level {
    WELL,
    /// Nothing to be seen yet, or switched off.
    IDLE,
    /// Somebody should look at it in the next days.
    NOTE,
    /// Somebody must act.
    TROUBLE;

    /// The graver one of two.
    public Level worse(Level other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /// What is wrong, and what to do about it.
  public record Problem(Level level, String what, String doThis) {}

  /// One line about how long the running version is maintained.
  public record Banner(Level level, String text) {}

  public record Fact(String name, String value) {}

  /// The monitoring DAG: `beats` are its runs between `from` and `to`, oldest first.
  public record Heartbeat(
      Level level,
      String state,
      String explanation,
      Instant from,
      Instant to,
      List<Beat> beats,
      List<Fact> facts) {

    public Heartbeat {
      beats = List.copyOf(beats);
      facts = List.copyOf(facts);
    }
  }

  /// One run of the monitoring DAG by the instant at which it was due.
  public record Beat(Instant due, Outcome outcome, Optional<Duration> lasted) {}

  /// What became of a run.
  public enum Outcome {
    SUCCESS("succeeded"),
    FAILED("failed"),
    STALLED("did not end in time"),
    RUNNING("is running"),
    QUEUED("waits to be started"),
    MISSED("was not scheduled");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// Alerts open and past, newest first, and how each sink is doing.
  public record Alerts(List<Alert> alerts, List<SinkState> sinks) {
    public Alerts {
      alerts = List.copyOf(alerts);
      sinks = List.copyOf(sinks);
    }
  }

  /// `resolved` is null while it is open.
  public record Alert(String name, String reasons, Instant opened, @Nullable Instant resolved) {}

  public record SinkState(Level level, String name, String words) {}

  public record Shipping(Level level, String state, String explanation, List<Fact> facts) {
    public Shipping {
      facts = List.copyOf(facts);
    }
  }

  /// Something that went wrong with one log. `advice` is empty where the agent helps itself.
  public record Failure(Instant at, String log, String what, String advice) {}
}
