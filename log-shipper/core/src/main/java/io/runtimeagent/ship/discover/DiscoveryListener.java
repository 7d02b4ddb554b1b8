package io.runtimeagent.ship.discover;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogPath;

/// Told what discovery sees. Calls come from one thread at a time.
public interface DiscoveryListener {
  /// A walk came by this file of a log.
  void found(LogFilter.Part part, LogAttributes attributes);

  /// Something happened to this file of a log: it was created, renamed or removed.
  void changed(LogFilter.Part part);

  /// The content of this file of a log has changed, most likely by growing.
  default void written(LogFilter.Part part) {
    changed(part);
  }

  /// It looks like a log and cannot be one.
  void unusable(LogPath path, UnshippedReason reason, String detail);
}
