package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.mirror.Remote;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Finds out what is stored of the logs that a first walk found: by one listing where there are
/// many, else by a request for each. The logs that were written last do not wait for the listing,
/// and those that are being written not even for the end of the walk.
final class FirstPass {
  static final int FEW = 24;
  private static final int AHEAD_OF_WALK = 16;
  private static final Duration JUST_NOW = Duration.ofSeconds(5);
  private static final int AHEAD_OF_LISTING = 16;
  private static final Duration LATELY = Duration.ofMinutes(1);
  private static final int LISTED_AT_LEAST = 20_000;

  private final EngineParts parts;
  private final Consumer<TrackedLog> due;
  private final List<TrackedLog> found = new ArrayList<>();
  private int aheadOfWalk;

  FirstPass(EngineParts parts, Consumer<TrackedLog> due) {
    this.parts = parts;
    this.due =
        log -> {
          log.listing = false;
          due.accept(log);
        };
  }

  /// A log that the walk has come by.
  void found(TrackedLog log) {
    if (aheadOfWalk < AHEAD_OF_WALK && !parts.draining() && within(JUST_NOW, log)) {
      aheadOfWalk++;
      due.accept(log);
    } else if (!log.listing) {
      log.listing = true;
      found.add(log);
    }
  }

  /// Every log that was found is due in the end, whatever becomes of the listing.
  void run() {
    try {
      pass();
    } finally {
      found.stream().filter(log -> log.listing).forEach(due);
    }
  }

  private void pass() {
    List<TrackedLog> unknown =
        found.stream()
            .filter(log -> log.state.remote() instanceof Remote.Unknown)
            .sorted(Comparator.comparingLong((TrackedLog log) -> log.foundModified).reversed())
            .toList();
    found.stream().filter(log -> !(log.state.remote() instanceof Remote.Unknown)).forEach(due);
    int ahead = unknown.size() <= FEW ? unknown.size() : writtenLately(unknown);
    unknown.subList(0, ahead).forEach(due);
    List<TrackedLog> rest = unknown.subList(ahead, unknown.size());
    if (!rest.isEmpty()) {
      list(rest);
    }
  }

  /// How many of the logs, the last written first, may be growing right now.
  private int writtenLately(List<TrackedLog> logs) {
    int lately = 0;
    while (lately < AHEAD_OF_LISTING && within(LATELY, logs.get(lately))) {
      lately++;
    }
    return lately;
  }

  private boolean within(Duration time, TrackedLog log) {
    return parts.ageNanos(log.foundModified, time) < time.toNanos();
  }

  private void list(List<TrackedLog> logs) {
    var listed = new HashMap<String, ListedObject>();
    int most = Math.max(LISTED_AT_LEAST, logs.size() * 4);
    boolean[] all = {true};
    try {
      parts
          .store()
          .list(
              commonPrefix(logs),
              object -> {
                listed.put(object.key().value(), object);
                all[0] = listed.size() < most;
                return all[0];
              });
    } catch (StoreException e) {
      all[0] = false;
      parts.tell(new ShipEvent.ListingFailed(e.failure().reason()));
    }
    for (TrackedLog log : logs) {
      if (log.takeFlight()) {
        settle(log, listed, all[0]);
        log.land();
      }
      due.accept(log);
    }
  }

  /// A log that a complete listing does not tell of has no object.
  private void settle(TrackedLog log, Map<String, ListedObject> listed, boolean complete) {
    ListedObject object = listed.get(parts.settings().keyPrefix() + log.path.value());
    if (!(log.state.remote() instanceof Remote.Unknown)) {
      return;
    }
    if (object == null) {
      log.state = complete ? MirrorState.expectedAbsent() : log.state;
    } else if (object.object().ownRecord().isPresent()) {
      log.state = log.state.with(Remote.of(object.object()));
    } else if (object.md5().isPresent()) {
      log.state = log.state.with(new Remote.Listed(object.object(), object.md5().get()));
    }
  }

  private String commonPrefix(List<TrackedLog> logs) {
    String common = logs.getFirst().path.value();
    for (TrackedLog log : logs) {
      int length = 0;
      int most = Math.min(common.length(), log.path.value().length());
      while (length < most && common.charAt(length) == log.path.value().charAt(length)) {
        length++;
      }
      common = common.substring(0, length);
    }
    return parts.settings().keyPrefix() + common;
  }
}
