package io.runtimeagent.agent.runtime.lifecycle;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// The days of a version's life; the last day of each period belongs to it. Null is not known.
public record LifecycleDates(
    @Nullable LocalDate released,
    @Nullable LocalDate maintainedUntil,
    @Nullable LocalDate basicSupportUntil) {

  static final LifecycleDates UNKNOWN = new LifecycleDates(null, null, null);

  /// A number of months after the month of the release, to the end of that month. Never counted
  /// from the day: August 31 and six months is the end of February.
  static LocalDate endOfMonthAfter(LocalDate released, int months) {
    return YearMonth.from(released).plusMonths(months).atEndOfMonth();
  }
}
