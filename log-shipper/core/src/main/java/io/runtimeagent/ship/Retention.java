package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Deletes local logs that were not written for long, each only after its object was read back and
/// found to hold all of it.
final class Retention {
  private final ShipperConfig config;
  private final Duration age;
  private final ShipperParts parts;
  private final LogFolder folder;
  private final LogVerifier verifier;

  Retention(ShipperConfig config, Duration age, ObjectStore store, ShipperParts parts) {
    this.config = config;
    this.age = age;
    this.parts = parts;
    this.folder = new LogFolder(config.logFolder());
    this.verifier = new LogVerifier(config, store, parts.wallClock());
  }

  void run() {
    try {
      LogListing.of(config, (_, _) -> {})
          .forEach((log, files) -> files.forEach(n -> retain(log, n)));
    } catch (IOException e) {
      parts.listener().happened(new ShipEvent.FolderUnreadable(e.toString()));
    }
  }

  private void retain(LogPath log, int rotation) {
    LogPath path = rotation == 0 ? log : new LogPath(log.value() + "." + rotation);
    boolean old = folder.look(path).filter(a -> old(a.modifiedNanos()) && a.size() > 0).isPresent();
    if (!old || !(folder.open(path) instanceof Opening.Opened(LogFile file))) {
      return;
    }
    try (file) {
      if (verifier.verify(log, List.of(rotation)) instanceof LogVerifier.Verdict.Equal) {
        folder.delete(path, file);
      }
    } catch (IOException e) {
      parts
          .listener()
          .happened(new ShipEvent.AttemptFailed(log, "delete", String.valueOf(e.getMessage())));
    }
  }

  private boolean old(long modifiedNanos) {
    long millis = parts.wallClock().millis() - TimeUnit.NANOSECONDS.toMillis(modifiedNanos);
    return millis >= age.toMillis();
  }
}
