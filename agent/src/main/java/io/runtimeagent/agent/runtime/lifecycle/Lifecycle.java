package io.runtimeagent.agent.runtime.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is known of a version on a day. Days are those of UTC, wherever the machine stands.
///
/// `latestPatch` is null where no list tells, `channel` where nobody says it.
public record Lifecycle(
    RuntimeTag tag,
    LocalDate day,
    LifecycleStatus status,
    LifecycleDates dates,
    @Nullable String channel,
    @Nullable Boolean latestPatch,
    Withdrawal withdrawal,
    Origin origin,
    ExpectedImage image) {

  /// Whether the version was withdrawn, and the reason if one is given.
  public record Withdrawal(boolean yanked, @Nullable String reason) {}

  /// Which knowledge was used: null where nobody knows the version. `tableDate` is the newest
  /// release that the table in use lists.
  public record Origin(@Nullable Source source, @Nullable LocalDate tableDate) {}

  /// Who said when maintenance ends.
  public enum Source {
    EMBEDDED,
    FILE,
    /// The policy, from the month of the release that the file tells.
    RULE
  }

  /// Days from this one to the last maintained one: 0 on it, negative afterwards.
  public OptionalLong daysLeft() {
    LocalDate end = dates.maintainedUntil();
    return end == null ? OptionalLong.empty() : OptionalLong.of(ChronoUnit.DAYS.between(day, end));
  }

  /// The first instant after maintenance.
  public Optional<Instant> endOfMaintenance() {
    return Optional.ofNullable(dates.maintainedUntil()).map(Lifecycle::after);
  }

  /// The first instant after basic support.
  public Optional<Instant> endOfBasicSupport() {
    return Optional.ofNullable(dates.basicSupportUntil()).map(Lifecycle::after);
  }

  private static Instant after(LocalDate end) {
    return end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
