package io.runtimeagent.agent.runtime.lifecycle;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Astronomer's public list of versions. What it lists as released after a day does not exist yet
/// on that day.
public final class VersionList {
  private final Map<RuntimeVersion, ListedVersion> versions;

  VersionList(Map<RuntimeVersion, ListedVersion> versions) {
    this.versions = Map.copyOf(versions);
  }

  public int size() {
    return versions.size();
  }

  /// Whether it lists anything that is not still to come.
  boolean knowsAnythingOn(LocalDate day) {
    return versions.values().stream().anyMatch(version -> isReleased(version, day));
  }

  Optional<ListedVersion> find(RuntimeVersion version, LocalDate day) {
    return Optional.ofNullable(versions.get(version)).filter(listed -> isReleased(listed, day));
  }

  /// Whether no newer patch of the same `major.minor` is listed; nothing where none is.
  Optional<Boolean> isLatestPatch(RuntimeVersion version, LocalDate day) {
    Optional<RuntimeVersion> latest =
        versions.entrySet().stream()
            .filter(entry -> isOffered(entry.getValue(), day))
            .map(Map.Entry::getKey)
            .filter(listed -> !listed.isPrerelease() && listed.isSibling(version))
            .max(RuntimeVersion::compareTo);
    return latest.map(newest -> newest.compareTo(version) <= 0);
  }

  /// The day of its newest release: so old is what it knows.
  Optional<LocalDate> date(LocalDate day) {
    return versions.values().stream()
        .filter(version -> isReleased(version, day))
        .map(version -> version.dates().released())
        .filter(Objects::nonNull)
        .max(LocalDate::compareTo);
  }

  private static boolean isOffered(ListedVersion version, LocalDate day) {
    return isReleased(version, day) && !version.isPreview() && !version.withdrawal().isYanked();
  }

  private static boolean isReleased(ListedVersion version, LocalDate day) {
    LocalDate released = version.dates().released();
    return released == null || !released.isAfter(day);
  }
}
