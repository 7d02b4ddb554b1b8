package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.Wish;
import io.runtimeagent.probe.heartbeat.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether task logs reach the store. For use by one thread.
final class ShippingJudge {
  /// How long after it was due a log may be stored, if nothing else is either.
  private static final Duration LATE = Duration.ofSeconds(60);

  /// Credentials that were just replaced are refused for a moment, until they are read anew.
  private static final Duration REFUSED = Duration.ofSeconds(10);

  /// How long nothing may have been wrong before that counts as progress.
  private static final Duration WELL = Duration.ofMinutes(5);

  static final String OVERDUE = "OVERDUE";
  static final String STORE_REFUSES = "STORE_REFUSES";
  static final String CONDITIONS_IGNORED = "CONDITIONS_IGNORED";

  private Set<String> reasons = Set.of();
  private @Nullable Instant openedAt;
  private @Nullable Instant refusedSince;
  private @Nullable Instant wellSince;

  /// What to wish for, and what is new about it, null where nothing is.
  record Verdict(Wish wish, @Nullable Transition news) {}

  /// Empty where it is not known whether logs are stored: then an alert stays as it is.
  Optional<Verdict> look(ShippingSight sight, Instant now) {
    Set<String> holding = holding(sight, now);
    Instant opened = openedAt;
    if (holding.isEmpty()) {
      return resolves(sight, opened) || wellSince(sight, now)
          ? Optional.of(closed(opened, now))
          : Optional.empty();
    }
    wellSince = null;
    Transition news = null;
    if (opened == null) {
      opened = now;
      openedAt = now;
      news = Transition.OPEN;
    } else if (!holding.equals(reasons)) {
      news = Transition.UPDATE;
    }
    reasons = holding;
    return Optional.of(
        new Verdict(new Wish.Open(opened, reasons(), false, Wish.Held.NO, details(sight)), news));
  }

  List<String> reasons() {
    return List.copyOf(reasons);
  }

  private Set<String> holding(ShippingSight sight, Instant now) {
    Set<String> holding = new TreeSet<>();
    if (overdue(sight, now)) {
      holding.add(OVERDUE);
    }
    if (sight.refusal().isEmpty()) {
      refusedSince = null;
    } else {
      Instant since = refusedSince == null ? now : refusedSince;
      refusedSince = since;
      if (!now.isBefore(since.plus(REFUSED))) {
        holding.add(STORE_REFUSES);
      }
    }
    if (!sight.recklessness().isEmpty()) {
      holding.add(CONDITIONS_IGNORED);
    }
    return holding;
  }

  private static boolean overdue(ShippingSight sight, Instant now) {
    Instant due = sight.overdueSince();
    if (due == null || now.isBefore(due.plus(LATE))) {
      return false;
    }
    Instant progress = sight.lastProgress();
    return progress == null || !progress.isAfter(due);
  }

  /// Progress resolves; so does the end of a refusal with nothing late, since then there may be
  /// nothing to write.
  private static boolean resolves(ShippingSight sight, @Nullable Instant opened) {
    Instant progress = sight.lastProgress();
    boolean moved = progress != null && (opened == null || progress.isAfter(opened));
    return moved || (opened != null && sight.overdueSince() == null && sight.refusal().isEmpty());
  }

  /// Whether nothing has been wrong for so long that an alert which was left open by a process
  /// before this one has no ground any more, though there may be nothing to write.
  private boolean wellSince(ShippingSight sight, Instant now) {
    if (sight.overdueSince() != null || !sight.refusal().isEmpty()) {
      wellSince = null;
      return false;
    }
    Instant since = wellSince == null ? now : wellSince;
    wellSince = since;
    return !now.isBefore(since.plus(WELL));
  }

  private Verdict closed(@Nullable Instant opened, Instant now) {
    openedAt = null;
    reasons = Set.of();
    return opened == null
        ? new Verdict(new Wish.Closed(Map.of()), null)
        : new Verdict(
            new Wish.Closed(Map.of("lasted", Duration.between(opened, now).toSeconds() + " s")),
            Transition.RESOLVE);
  }

  private static Map<String, String> details(ShippingSight sight) {
    Map<String, String> details = new TreeMap<>();
    details.put("store_refusal", sight.refusal());
    details.put("store_conditions", sight.recklessness());
    details.put("overdue_since", text(sight.overdueSince()));
    details.put("last_progress", text(sight.lastProgress()));
    details.values().removeIf(String::isEmpty);
    return details;
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }
}
