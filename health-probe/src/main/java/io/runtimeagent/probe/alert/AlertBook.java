package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Alert.Opening;
import io.runtimeagent.probe.alert.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every alert as it should be, and what each sink has accepted of it: all that delivery needs to
/// go on after a restart, here or in another agent.
///
/// `wanted` is by dedup key, `acked` by sink and then by dedup key.
public record AlertBook(Map<String, Alert> wanted, Map<String, Map<String, Acked>> acked) {
  public static final AlertBook EMPTY = new AlertBook(Map.of(), Map.of());

  /// An open alert that does not change is told again this often.
  private static final Duration REMINDER = Duration.ofMinutes(30);

  public AlertBook {
    wanted = Collections.unmodifiableMap(new TreeMap<>(wanted));
    Map<String, Map<String, Acked>> copy = new TreeMap<>();
    acked.forEach((sink, keys) -> copy.put(sink, Map.copyOf(keys)));
    acked = Collections.unmodifiableMap(copy);
  }

  /// Which alert a wish is for.
  public record Subject(String dedupKey, AlertKind kind) {}

  /// The book in which the wish is fulfilled; this one where nothing changes.
  public AlertBook wish(Subject subject, Wish wish, Instant now) {
    Alert before = wanted.get(subject.dedupKey());
    Alert after =
        switch (wish) {
          case Wish.Open open -> opened(subject, before, open, now);
          case Wish.Closed closed -> closed(before, closed, now);
        };
    return after == null || after.equals(before) ? this : with(after);
  }

  /// A resolve for an alert that nobody remembers, for sinks that may.
  public AlertBook orphan(Subject subject, Instant now) {
    if (wanted.containsKey(subject.dedupKey())) {
      return this;
    }
    return with(
        new Alert(
            subject.dedupKey(),
            subject.kind(),
            Status.RESOLVED,
            new Opening(now, List.of(), 0),
            now,
            List.of(),
            false,
            Map.of("note", "resolved at start: nothing is known of an open alert"),
            1));
  }

  AlertBook accepted(String sink, Alert alert) {
    Map<String, Map<String, Acked>> changed = new HashMap<>(acked);
    Map<String, Acked> keys = new HashMap<>(acked.getOrDefault(sink, Map.of()));
    keys.put(alert.dedupKey(), Acked.of(alert));
    changed.put(sink, keys);
    return new AlertBook(wanted, changed);
  }

  @Nullable Acked acked(String sink, String dedupKey) {
    Map<String, Acked> keys = acked.get(sink);
    return keys == null ? null : keys.get(dedupKey);
  }

  /// The part that the deployment's agents share; what is left out is each agent's own.
  public AlertBook shared() {
    return only(alert -> alert.kind() != AlertKind.SHIPPING);
  }

  /// This agent's own part with the shared part of another book.
  public AlertBook withShared(AlertBook other) {
    AlertBook own = only(alert -> alert.kind() == AlertKind.SHIPPING);
    AlertBook theirs = other.shared();
    Map<String, Alert> alerts = new HashMap<>(own.wanted);
    alerts.putAll(theirs.wanted);
    Map<String, Map<String, Acked>> acks = new HashMap<>();
    for (AlertBook book : List.of(own, theirs)) {
      book.acked.forEach(
          (sink, keys) -> acks.computeIfAbsent(sink, _ -> new HashMap<>()).putAll(keys));
    }
    return new AlertBook(alerts, acks);
  }

  private AlertBook only(Predicate<Alert> which) {
    Map<String, Alert> alerts = new HashMap<>(wanted);
    alerts.values().removeIf(which.negate());
    Map<String, Map<String, Acked>> acks = new HashMap<>();
    acked.forEach(
        (sink, keys) -> {
          Map<String, Acked> kept = new HashMap<>(keys);
          kept.keySet().retainAll(alerts.keySet());
          acks.put(sink, kept);
        });
    return new AlertBook(alerts, acks);
  }

  private AlertBook with(Alert alert) {
    Map<String, Alert> changed = new HashMap<>(wanted);
    changed.put(alert.dedupKey(), alert);
    return new AlertBook(changed, acked);
  }

  private static Alert opened(
      Subject subject, @Nullable Alert before, Wish.Open open, Instant now) {
    long sequence = before == null ? 1 : before.sequence() + 1;
    if (before == null || !before.open()) {
      Opening opening = new Opening(open.openedAt(), open.reasons(), sequence);
      return alert(subject, open, opening, new Change(now, sequence));
    }
    boolean told = before.reasons().equals(open.reasons());
    boolean recent = Duration.between(before.at(), now).compareTo(REMINDER) < 0;
    return told && recent ? before : alert(subject, open, before.opened(), new Change(now, sequence));
  }

  private record Change(Instant at, long sequence) {}

  private static Alert alert(Subject subject, Wish.Open open, Opening opening, Change change) {
    return new Alert(
        subject.dedupKey(),
        subject.kind(),
        Status.OPEN,
        opening,
        change.at(),
        open.reasons(),
        open.flapping(),
        open.details(),
        change.sequence());
  }

  private static @Nullable Alert closed(@Nullable Alert before, Wish.Closed closed, Instant now) {
    if (before == null || !before.open()) {
      return before;
    }
    return new Alert(
        before.dedupKey(),
        before.kind(),
        Status.RESOLVED,
        before.opened(),
        now,
        List.of(),
        before.flapping(),
        closed.details(),
        before.sequence() + 1);
  }
}
