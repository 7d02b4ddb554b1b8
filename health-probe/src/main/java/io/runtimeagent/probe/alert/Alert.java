package io.runtimeagent.probe.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One alert as it should stand at every sink.
///
/// `sequence` grows with each change, `opened.sequence` is the one it was opened with, zero for an
/// alert that nobody remembers opening; `at` is the last change.
public record Alert(
    Subject subject,
    Status status,
    Opening opened,
    Instant at,
    List<String> reasons,
    boolean flapping,
    Wish.Held held,
    Map<String, String> details,
    long sequence) {
  public enum Status {
    OPEN,
    RESOLVED
  }

  /// How the incident began.
  public record Opening(Instant at, List<String> reasons, long sequence) {
    public Opening {
      reasons = List.copyOf(reasons);
    }
  }

  /// A warning that lasts this long is critical.
  public static final Duration ESCALATION = Duration.ofMinutes(30);

  public Alert {
    reasons = List.copyOf(reasons);
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /// An alert that is only a test.
  static Alert trial(String deploymentId, Instant now) {
    return new Alert(
        Subject.test(deploymentId),
        Status.OPEN,
        new Opening(now, List.of(), 1),
        now,
        List.of(),
        false,
        Wish.Held.NO,
        Map.of("note", "a test: nothing is wrong"),
        1);
  }

  public String dedupKey() {
    return subject.dedupKey();
  }

  public AlertKind kind() {
    return subject.kind();
  }

  public boolean open() {
    return status == Status.OPEN;
  }

  /// Whether the same incident stands where it stands in `other`: both open or both resolved.
  boolean isAt(Alert other) {
    return status == other.status && opened.equals(other.opened);
  }

  /// Whether it is only a test.
  boolean trial() {
    return subject.dedupKey().startsWith(DedupKey.TEST);
  }

  /// A resolve without an opening, to close what a lost state may have left open.
  boolean orphan() {
    return opened.sequence() == 0;
  }

  /// How long the incident lasted, or has lasted so far.
  public Duration lasted(Instant now) {
    return Duration.between(opened.at(), open() ? now : at);
  }

  /// That we cannot see is a warning at first; all else is critical.
  public Severity severity(Instant now) {
    boolean young = lasted(now).compareTo(ESCALATION) < 0;
    return kind() == AlertKind.OBSERVER && young ? Severity.WARNING : Severity.CRITICAL;
  }

  /// The incident as it was when it opened, for a sink that could not be told then.
  Alert asOpened() {
    return new Alert(
        subject,
        Status.OPEN,
        opened,
        opened.at(),
        opened.reasons(),
        flapping,
        Wish.Held.NO,
        details,
        opened.sequence());
  }

  /// The incident at its end.
  Alert resolved(Instant now, Map<String, String> why) {
    return new Alert(
        subject,
        Status.RESOLVED,
        opened,
        now,
        List.of(),
        flapping,
        Wish.Held.NO,
        why,
        sequence + 1);
  }
}
