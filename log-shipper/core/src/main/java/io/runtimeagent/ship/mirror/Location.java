package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.store.Contribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds a file among the contributions to an object by its own first bytes.
final class Location {
  private Location() {}

  /// What the record says of a file.
  sealed interface Found {
    /// Exactly this much of it is stored.
    record Exactly(Place.Stored stored) implements Found {}

    /// Nobody gave these bytes.
    record Nowhere() implements Found {}

    /// The record does not tell: a longer contribution may begin with this file, or entries are
    /// missing.
    record ReadObject() implements Found {}
  }

  static Found of(LogFile file, long size, Remote.Present object, List<Contribution> others)
      throws IOException {
    List<Contribution> candidates = candidates(object.record().contributions(), others);
    Place.Stored best = longestPrefix(file, size, candidates);
    if (best != null) {
      return new Found.Exactly(best);
    }
    boolean longer = candidates.stream().anyMatch(c -> c.bytes() > size);
    return size > 0 && (longer || object.record().shortened())
        ? new Found.ReadObject()
        : new Found.Nowhere();
  }

  /// Reads the file once, up to the longest contribution that it could have given.
  private static Place.@org.jspecify.annotations.Nullable Stored longestPrefix(
      LogFile file, long size, List<Contribution> candidates) throws IOException {
    Contribution best = null;
    long at = 0;
    int crc = 0;
    for (Contribution candidate : candidates) {
      if (candidate.bytes() > size) {
        break;
      }
      long step = candidate.bytes() - at;
      crc = Crc32c.combine(crc, file.crc(at, candidate.bytes()), step);
      at = candidate.bytes();
      if (crc == candidate.crc32c()) {
        best = candidate;
      }
    }
    return best == null
        ? null
        : new Place.Stored(best.bytes(), best.crc32c(), Edges.of(file, best.bytes()));
  }

  private static List<Contribution> candidates(List<Contribution> all, List<Contribution> others) {
    var candidates = new ArrayList<>(all);
    others.forEach(candidates::remove);
    candidates.sort(Comparator.comparingLong(Contribution::bytes));
    return candidates;
  }
}
