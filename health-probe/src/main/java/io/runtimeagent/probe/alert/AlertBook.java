package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Alert.Opening;
import io.runtimeagent.probe.alert.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every alert as it should be, and what each sink was told of it: all that delivery needs to go on
/// after a restart, here or in another agent.
///
/// `wanted` is by dedup key, `acked` by the sink's id and then by dedup key; `past` are the last
/// incidents that are over, oldest first.
public record AlertBook(
    Map<String, Alert> wanted, Map<String, Map<String, Acked>> acked, List<Incident> past) {
  public static final AlertBook EMPTY = new AlertBook(Map.of(), Map.of(), List.of());

  /// An open alert that does not change is told again this often.
  private static final Duration REMINDER = Duration.ofMinutes(30);

  /// How long the end of an alert that nobody watches waits for a sink to take it.
  private static final Duration FORGET = Duration.ofDays(1);

  private static final int MOST_PAST = 20;

  public AlertBook {
    wanted = Collections.unmodifiableMap(new TreeMap<>(wanted));
    Map<String, Map<String, Acked>> copy = new TreeMap<>();
    acked.forEach((sink, keys) -> copy.put(sink, Map.copyOf(keys)));
    acked = Collections.unmodifiableMap(copy);
    past = List.copyOf(past.subList(Math.max(0, past.size() - MOST_PAST), past.size()));
  }

  /// The book in which the wish is fulfilled; this one where nothing changes.
  AlertBook wish(Subject subject, Wish wish, Instant now) {
    Alert before = wanted.get(subject.dedupKey());
    return switch (wish) {
      case Wish.Open open -> with(opened(subject, before, open, now));
      case Wish.Still(Wish.Open open) ->
          before != null && before.open() ? this : with(opened(subject, before, open, now));
      case Wish.Closed(Map<String, String> details) -> closed(before, details, now);
      case Wish.Well() -> before == null ? orphan(subject, now) : closed(before, Map.of(), now);
    };
  }

  private AlertBook closed(@Nullable Alert before, Map<String, String> details, Instant now) {
    if (before == null || !before.open()) {
      return this;
    }
    List<Incident> longer = new ArrayList<>(past);
    longer.add(new Incident(before.subject(), before.opened(), now, before.flapping()));
    return new AlertBook(with(before.resolved(now, details)).wanted, acked, longer);
  }

  /// A resolve for an alert that nobody remembers, for sinks that may.
  private AlertBook orphan(Subject subject, Instant now) {
    return with(
        new Alert(
            subject,
            Status.RESOLVED,
            new Opening(now, List.of(), 0),
            now,
            List.of(),
            false,
            Wish.Held.NO,
            Map.of("note", "told at start, because all is well and no open alert is known"),
            1));
  }

  private static Alert opened(
      Subject subject, @Nullable Alert before, Wish.Open open, Instant now) {
    long sequence = before == null ? 1 : before.sequence() + 1;
    boolean fresh = before == null || !before.open();
    if (before != null && !fresh && !worthTelling(before, open, now)) {
      return before;
    }
    Opening opening =
        before == null || fresh
            ? new Opening(open.openedAt(), open.reasons(), sequence)
            : before.opened();
    return new Alert(
        subject,
        Status.OPEN,
        opening,
        now,
        open.reasons(),
        open.flapping(),
        open.held(),
        open.details(),
        sequence);
  }

  private static boolean worthTelling(Alert before, Wish.Open open, Instant now) {
    boolean same = before.reasons().equals(open.reasons()) && before.held() == open.held();
    boolean escalates = before.severity(before.at()) != before.severity(now);
    boolean due = Duration.between(before.at(), now).compareTo(REMINDER) >= 0;
    return !same || (open.held() == Wish.Held.NO && (due || escalates));
  }

  /// With what a sink was told last of one alert; null forgets it.
  AlertBook told(String sink, String dedupKey, @Nullable Acked ack) {
    Map<String, Acked> keys = new HashMap<>(acked.getOrDefault(sink, Map.of()));
    if (ack == null) {
      keys.remove(dedupKey);
    } else {
      keys.put(dedupKey, ack);
    }
    Map<String, Map<String, Acked>> changed = new HashMap<>(acked);
    changed.put(sink, keys);
    return new AlertBook(wanted, changed, past);
  }

  @Nullable Acked acked(String sink, String dedupKey) {
    Map<String, Acked> keys = acked.get(sink);
    return keys == null ? null : keys.get(dedupKey);
  }

  /// Without sinks that are no longer configured, and with an end for open alerts that nobody here
  /// watches any more: their keys come from an earlier configuration or host.
  AlertBook settled(Set<String> sinks, Set<String> watched, Instant now) {
    Map<String, Alert> alerts = new HashMap<>(wanted);
    alerts.values().removeIf(alert -> !watched.contains(alert.dedupKey()) && longOver(alert, now));
    Map<String, Map<String, Acked>> acks = new HashMap<>(acked);
    acks.keySet().retainAll(sinks);
    AlertBook book = new AlertBook(alerts, acks, past);
    for (Alert alert : alerts.values()) {
      if (!watched.contains(alert.dedupKey())) {
        book = book.closed(alert, Map.of("note", "the agent no longer watches this"), now);
      }
    }
    return book;
  }

  private static boolean longOver(Alert alert, Instant now) {
    return !alert.open() && Duration.between(alert.at(), now).compareTo(FORGET) > 0;
  }

  /// The part that the deployment's agents share; what is left out is each agent's own.
  AlertBook shared() {
    return only(AlertKind::shared);
  }

  /// This book with the shared part of another one: of each alert the one that changed last, and
  /// with it what its book says that the sinks were told. Of an alert that both have, each sink was
  /// told what either book says.
  AlertBook merged(AlertBook other) {
    AlertBook theirs = other.shared();
    Map<String, Alert> alerts = new HashMap<>(wanted);
    Map<String, Map<String, Acked>> acks = new HashMap<>();
    acked.forEach((sink, keys) -> acks.put(sink, new HashMap<>(keys)));
    for (Alert alert : theirs.wanted.values()) {
      String key = alert.dedupKey();
      Alert own = wanted.get(key);
      if (own == null || alert.at().isAfter(own.at())) {
        alerts.put(key, alert);
        acks.values().forEach(keys -> keys.remove(key));
        theirs.copy(alert, acks);
      } else if (alert.equals(own)) {
        theirs.copy(alert, acks);
      }
    }
    return new AlertBook(alerts, acks, mergedPast(theirs));
  }

  /// What the sinks were told of this alert, except where it is known that they have it.
  private void copy(Alert alert, Map<String, Map<String, Acked>> to) {
    String key = alert.dedupKey();
    for (Map.Entry<String, Map<String, Acked>> sink : acked.entrySet()) {
      Acked ack = sink.getValue().get(key);
      if (ack != null) {
        to.computeIfAbsent(sink.getKey(), _ -> new HashMap<>())
            .merge(key, ack, (own, said) -> own.matches(alert) ? own : said);
      }
    }
  }

  private List<Incident> mergedPast(AlertBook theirs) {
    return Stream.concat(past.stream(), theirs.past.stream())
        .distinct()
        .sorted(Comparator.comparing(Incident::resolvedAt))
        .toList();
  }

  private AlertBook only(Predicate<AlertKind> which) {
    Map<String, Alert> alerts = new HashMap<>(wanted);
    alerts.values().removeIf(alert -> !which.test(alert.kind()));
    Map<String, Map<String, Acked>> acks = new HashMap<>();
    acked.forEach(
        (sink, keys) -> {
          Map<String, Acked> kept = new HashMap<>(keys);
          kept.keySet().retainAll(alerts.keySet());
          acks.put(sink, kept);
        });
    return new AlertBook(
        alerts, acks, past.stream().filter(each -> which.test(each.subject().kind())).toList());
  }

  private AlertBook with(Alert alert) {
    if (alert.equals(wanted.get(alert.dedupKey()))) {
      return this;
    }
    Map<String, Alert> changed = new HashMap<>(wanted);
    changed.put(alert.dedupKey(), alert);
    return new AlertBook(changed, acked, past);
  }
}
