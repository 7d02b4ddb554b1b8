package io.runtimeagent.ship;

import io.runtimeagent.ship.discover.Discovery;
import io.runtimeagent.ship.discover.DiscoveryListener;
import io.runtimeagent.ship.discover.LogFilter;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogPath;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// All logs of a folder at one moment.
final class LogListing {
  private LogListing() {}

  /// The logs with the numbers of their files, 0 being the log itself. `sink` is told of what looks
  /// like a log and cannot be read.
  static NavigableMap<LogPath, Set<Integer>> of(
      ShipperConfig config, BiConsumer<LogPath, LogVerifier.Verdict> sink) throws IOException {
    var logs = new TreeMap<LogPath, Set<Integer>>();
    var listener =
        new DiscoveryListener() {
          @Override
          public void found(LogFilter.Part part, LogAttributes attributes) {
            boolean unused =
                logs.computeIfAbsent(part.log(), _ -> new TreeSet<>()).add(part.rotation());
          }

          @Override
          public void changed(LogFilter.Part part) {}

          @Override
          public void unusable(LogPath path, UnshippedReason reason, String detail) {
            if (reason != UnshippedReason.SYMLINK) {
              sink.accept(path, new LogVerifier.Verdict.Unverified(detail));
            }
          }
        };
    var filter = new LogFilter(config.include(), config.exclude());
    try (var discovery = new Discovery(config.logFolder(), filter, listener, ShipListener.NOOP)) {
      discovery.walk();
    }
    return logs;
  }
}
