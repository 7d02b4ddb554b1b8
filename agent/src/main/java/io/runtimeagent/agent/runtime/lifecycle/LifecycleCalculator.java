package io.runtimeagent.agent.runtime.lifecycle;

import io.runtimeagent.agent.runtime.lifecycle.EmbeddedTable.Row;
import io.runtimeagent.agent.runtime.lifecycle.Lifecycle.Origin;
import io.runtimeagent.agent.runtime.lifecycle.Lifecycle.Source;
import io.runtimeagent.agent.runtime.lifecycle.Lifecycle.Withdrawal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what is known of a version on a day: the list's own row first, then the embedded table,
/// then the policy. A pure function of its tables.
public final class LifecycleCalculator {
  private static final int EXPIRING_DAYS = 30;
  private static final int STABLE_MONTHS = 6;
  private static final int V3_MONTHS = 24;
  private static final int V3_BASIC_MONTHS = 30;

  private final EmbeddedTable table;
  private final Optional<VersionList> list;

  public LifecycleCalculator(EmbeddedTable table, Optional<VersionList> list) {
    this.table = table;
    this.list = list;
  }

  /// Dates and the source that knew when maintenance ends.
  private record Answer(LifecycleDates dates, @Nullable Source source) {
    static final Answer NONE = new Answer(LifecycleDates.UNKNOWN, null);
  }

  /// The newest release in the table that is asked first.
  public Optional<LocalDate> tableDate(LocalDate day) {
    return list.isPresent() ? list.get().date(day) : Optional.of(table.date());
  }

  public Lifecycle on(LocalDate day, RuntimeTag tag) {
    RuntimeVersion version = tag.version();
    @Nullable LocalDate tableDate = tableDate(day).orElse(null);
    if (version == null) {
      return new Lifecycle(
          tag,
          day,
          LifecycleStatus.UNKNOWN,
          LifecycleDates.UNKNOWN,
          null,
          null,
          new Withdrawal(false, null),
          new Origin(null, tableDate),
          ExpectedImage.UNKNOWN);
    }
    Optional<ListedVersion> listed = list.flatMap(versions -> versions.find(version, day));
    Optional<Row> row = version.isPrerelease() ? Optional.empty() : table.find(version);
    Answer answer = answer(version, listed, row);
    Withdrawal withdrawal = withdrawal(version, listed);
    return new Lifecycle(
        tag,
        day,
        status(new Case(version, listed, withdrawal), answer.dates(), day),
        answer.dates(),
        channel(version, listed, row),
        latestPatch(version, day),
        withdrawal,
        new Origin(answer.source(), tableDate),
        image(tag, version, listed));
  }

  private record Case(
      RuntimeVersion version, Optional<ListedVersion> listed, Withdrawal withdrawal) {
    boolean promisesNothing() {
      return version.isPrerelease() || listed.filter(ListedVersion::isPreview).isPresent();
    }
  }

  private static LifecycleStatus status(Case of, LifecycleDates dates, LocalDate day) {
    if (of.withdrawal().yanked()) {
      return LifecycleStatus.YANKED;
    }
    LocalDate end = dates.maintainedUntil();
    if (end == null || of.promisesNothing()) {
      return LifecycleStatus.UNKNOWN;
    }
    if (day.isAfter(end)) {
      LocalDate basic = dates.basicSupportUntil();
      return basic == null || day.isAfter(basic)
          ? LifecycleStatus.UNMAINTAINED
          : LifecycleStatus.BASIC_SUPPORT;
    }
    return day.plusDays(EXPIRING_DAYS).isBefore(end)
        ? LifecycleStatus.MAINTAINED
        : LifecycleStatus.EXPIRING;
  }

  private static Answer answer(
      RuntimeVersion version, Optional<ListedVersion> listed, Optional<Row> row) {
    if (listed.isEmpty()) {
      return row.map(known -> new Answer(known.dates(), Source.EMBEDDED)).orElse(Answer.NONE);
    }
    LifecycleDates said = listed.get().dates();
    if (said.maintainedUntil() != null) {
      return new Answer(said, Source.FILE);
    }
    if (version.isPrerelease() || listed.get().isPreview()) {
      return new Answer(said, Source.FILE);
    }
    if (row.isPresent()) {
      return new Answer(merged(said, row.get().dates()), Source.EMBEDDED);
    }
    LocalDate released = said.released();
    return released == null
        ? new Answer(said, Source.FILE)
        : new Answer(merged(said, byRule(version.line(), released)), Source.RULE);
  }

  private static LifecycleDates byRule(Line line, LocalDate released) {
    return line == Line.V3
        ? new LifecycleDates(
            released,
            LifecycleDates.endOfMonthAfter(released, V3_MONTHS),
            LifecycleDates.endOfMonthAfter(released, V3_BASIC_MONTHS))
        : new LifecycleDates(
            released, LifecycleDates.endOfMonthAfter(released, STABLE_MONTHS), null);
  }

  /// What the list says, the rest from elsewhere.
  private static LifecycleDates merged(LifecycleDates said, LifecycleDates rest) {
    return new LifecycleDates(
        said.released() == null ? rest.released() : said.released(),
        rest.maintainedUntil(),
        said.basicSupportUntil() == null ? rest.basicSupportUntil() : said.basicSupportUntil());
  }

  private Withdrawal withdrawal(RuntimeVersion version, Optional<ListedVersion> listed) {
    boolean yanked =
        listed.map(one -> one.withdrawal().yanked()).orElseGet(() -> table.isYanked(version));
    @Nullable String reason = listed.map(one -> one.withdrawal().reason()).orElse(null);
    return new Withdrawal(yanked, yanked ? reason : null);
  }

  private static @Nullable String channel(
      RuntimeVersion version, Optional<ListedVersion> listed, Optional<Row> row) {
    return listed
        .map(ListedVersion::channel)
        .or(() -> row.map(Row::channel))
        .or(() -> preview(version.prerelease().toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  private static Optional<String> preview(String prerelease) {
    if (prerelease.matches("(nightly|alpha|dev).*")) {
      return Optional.of("alpha");
    }
    return prerelease.matches("(beta|rc).*") ? Optional.of("beta") : Optional.empty();
  }

  private @Nullable Boolean latestPatch(RuntimeVersion version, LocalDate day) {
    return version.isPrerelease()
        ? null
        : list.flatMap(versions -> versions.isLatestPatch(version, day)).orElse(null);
  }

  private ExpectedImage image(
      RuntimeTag tag, RuntimeVersion version, Optional<ListedVersion> listed) {
    ExpectedImage known = table.image(version);
    return new ExpectedImage(
        listed.map(ListedVersion::airflowVersion).orElse(known.airflowVersion()),
        tag.python()
            .or(() -> listed.map(ListedVersion::pythonVersion))
            .orElse(known.pythonVersion()),
        known.pythons(),
        known.systems(),
        known.architectures());
  }
}
