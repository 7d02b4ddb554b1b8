package io.runtimeagent.agent.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleCalculatorTest {
  private final LifecycleCalculator embedded =
      new LifecycleCalculator(EmbeddedTable.load(), Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "3.0.1, 2021-08-12, 2022-02-28, , 1646092800",
    "4.0.2, 2021-10-12, 2022-04-30, , 1651363200",
    "4.1.9, 2022-02-22, 2022-08-31, , 1661990400",
    "4.2.6, 2022-03-10, 2022-09-30, , 1664582400",
    "5.0.8, 2022-04-30, 2022-10-31, , 1667260800",
    "4.3.0, 2022-03-10, 2023-09-30, 2024-09-30, 1696118400",
    "5.1.0, 2022-04-30, 2024-04-30, 2024-12-31, 1714521600",
    "6.0.4, 2022-09-19, 2024-03-31, , 1711929600",
    "7.3.0, 2022-12-03, 2023-07-31, , 1690848000",
    "8.1.0, 2023-04-30, 2023-11-30, 2025-10-31, 1701388800",
    "9.7.0, 2023-08-18, 2025-01-31, 2026-01-31, 1738368000",
    "10.0.0, 2023-12-18, 2024-06-30, , 1719792000",
    "11.2.0, 2024-04-08, 2025-10-31, 2026-10-31, 1761955200",
    "12.1.1, 2024-08-16, 2026-02-28, 2027-02-28, 1772323200",
    "13.0.0, 2025-05-20, 2026-11-30, 2027-11-30, 1796083200",
  })
  void everyRow_isMaintainedToTheLastInstant(ArgumentsAccessor row) {
    String version = String.valueOf(row.get(0));
    LocalDate released = day(row, 1);
    LocalDate end = day(row, 2);
    LocalDate basic = row.get(3, LocalDate.class);
    Instant after = Instant.ofEpochSecond(Long.parseLong(String.valueOf(row.get(4))));
    Lifecycle last = at(version, after.minusSeconds(1));
    assertThat(last.dates()).isEqualTo(new LifecycleDates(released, end, basic));
    assertThat(last.status()).isEqualTo(LifecycleStatus.EXPIRING);
    assertThat(last.daysLeft()).hasValue(0);
    assertThat(last.endOfMaintenance()).contains(after);
    LifecycleStatus ended =
        basic == null ? LifecycleStatus.UNMAINTAINED : LifecycleStatus.BASIC_SUPPORT;
    for (Instant time : new Instant[] {after, after.plusSeconds(1)}) {
      assertThat(at(version, time).status()).isEqualTo(ended);
      assertThat(at(version, time).daysLeft()).hasValue(-1);
    }
    if (basic != null) {
      Instant over = basic.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      assertThat(at(version, over.minusSeconds(1)).status()).isEqualTo(ended);
      assertThat(at(version, over).status()).isEqualTo(LifecycleStatus.UNMAINTAINED);
      assertThat(at(version, over).endOfBasicSupport()).contains(over);
    }
    assertThat(end).isEqualTo(YearMonth.from(end).atEndOfMonth());
  }

  @ParameterizedTest
  @CsvSource({
    "2022-01-28, MAINTAINED, 31",
    "2022-01-29, EXPIRING, 30",
    "2022-02-28, EXPIRING, 0",
    "2022-03-01, UNMAINTAINED, -1",
  })
  void status_turnsThirtyDaysBeforeTheEnd(LocalDate day, LifecycleStatus status, long left) {
    Lifecycle lifecycle = embedded.on(day, RuntimeTag.parse("3.0.1"));
    assertThat(lifecycle.status()).isEqualTo(status);
    assertThat(lifecycle.daysLeft()).hasValue(left);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-08-12, 6, 2022-02-28",
    "2023-08-31, 6, 2024-02-29",
    "2024-02-29, 18, 2025-08-31",
    "2023-08-18, 18, 2025-02-28",
    "2100-08-31, 6, 2101-02-28",
    "1999-08-31, 6, 2000-02-29",
  })
  void months_areCountedFromTheMonth(LocalDate released, int months, LocalDate end) {
    assertThat(LifecycleDates.endOfMonthAfter(released, months)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "8.0.0, true",
    "8.0.1, false",
    "8.0.0-base, true",
    "8.0.0-rc1, false",
    "9.0.0, true",
    "9.3.27, true",
    "9.6.0, true",
    "9.6.1, false",
    "11.0.0, true",
    "11.1.0, true",
    "11.1.1, false",
    "11.0, false",
    "9.0-1, false",
  })
  void yankedVersions_areTold(String version, boolean yanked) {
    Lifecycle lifecycle = embedded.on(LocalDate.parse("2024-01-01"), RuntimeTag.parse(version));
    assertThat(lifecycle.withdrawal().yanked()).isEqualTo(yanked);
    assertThat(lifecycle.status() == LifecycleStatus.YANKED).isEqualTo(yanked);
  }

  @ParameterizedTest
  @CsvSource({"3.1.0", "3", "2.9.9", "14.0.0", "3.0-1", "3.1-14", "4.0-1", "12.0.0-rc1", "latest"})
  void whatNoTableKnows_isUnknown(String version) {
    Lifecycle lifecycle = embedded.on(LocalDate.parse("2025-06-01"), RuntimeTag.parse(version));
    assertThat(lifecycle.status()).isEqualTo(LifecycleStatus.UNKNOWN);
    assertThat(lifecycle.dates()).isEqualTo(LifecycleDates.UNKNOWN);
    assertThat(lifecycle.daysLeft()).isEmpty();
    assertThat(lifecycle.origin().source()).isNull();
  }

  @Test
  void floatingTags_haveTheLifeOfTheirRow() {
    LocalDate day = LocalDate.parse("2022-05-01");
    assertThat(embedded.on(day, RuntimeTag.parse("4.2")).dates().maintainedUntil())
        .isEqualTo("2022-09-30");
    assertThat(embedded.on(day, RuntimeTag.parse("4")).dates().maintainedUntil())
        .isEqualTo("2023-09-30");
    assertThat(embedded.on(day, RuntimeTag.parse("6.0")).latestPatch()).isNull();
  }

  @Test
  void zoneOfTheMachine_hasNoInfluence() {
    TimeZone before = TimeZone.getDefault();
    Instant last = Instant.ofEpochSecond(1_646_092_800).minusSeconds(1);
    try {
      for (int hours = -12; hours <= 14; hours++) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.ofHours(hours)));
        assertThat(at("3.0.1", last).daysLeft()).as("UTC%+d", hours).hasValue(0);
        assertThat(at("3.0.1", last.plusSeconds(1)).daysLeft()).hasValue(-1);
        assertThat(at("3.0.1", last).endOfMaintenance()).contains(last.plusSeconds(1));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void images_areThoseOfTheTable() {
    LocalDate day = LocalDate.parse("2025-01-01");
    assertThat(embedded.on(day, RuntimeTag.parse("6.0.3")).image().architectures())
        .containsExactly("amd64");
    assertThat(embedded.on(day, RuntimeTag.parse("6.0.4")).image().architectures())
        .containsExactly("amd64", "arm64");
    assertThat(embedded.on(day, RuntimeTag.parse("3.3-7")).image().pythonVersion())
        .isEqualTo("3.14");
    assertThat(embedded.on(day, RuntimeTag.parse("9.7.0-python-3.8")).image().pythonVersion())
        .isEqualTo("3.8");
  }

  private Lifecycle at(String version, Instant time) {
    return embedded.on(LocalDate.ofInstant(time, ZoneOffset.UTC), RuntimeTag.parse(version));
  }

  private static LocalDate day(ArgumentsAccessor row, int column) {
    return Objects.requireNonNull(row.get(column, LocalDate.class));
  }
}
