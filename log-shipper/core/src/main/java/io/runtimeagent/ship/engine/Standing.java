package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.checkpoint.LogCheckpoint.StoredFile;
import io.runtimeagent.ship.log.FileIdentity;
import io.runtimeagent.ship.mirror.FileState;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.mirror.Place;
import io.runtimeagent.ship.mirror.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of a log, as a checkpoint keeps it and gives it back.
final class Standing {
  private Standing() {}

  /// Only what is certain is kept: an object that is known, and files of which it is known how much
  /// is stored.
  static Optional<LogCheckpoint> keep(MirrorState state) {
    if (!(state.remote() instanceof Remote.Present present)) {
      return Optional.empty();
    }
    var files = new ArrayList<StoredFile>();
    for (FileState file : state.files()) {
      if (file.place() instanceof Place.Stored(long bytes, int crc, int edges)) {
        files.add(
            new StoredFile(
                file.identity().inode(), file.seenSize(), file.checkedNanos(), bytes, crc, edges));
      }
    }
    return files.isEmpty() || files.size() < state.files().size()
        ? Optional.empty()
        : Optional.of(new LogCheckpoint(present.version(), present.record(), files));
  }

  /// The births of files are left out, so that content decides whether a file that was restored
  /// from elsewhere is the same.
  static MirrorState restore(LogCheckpoint checkpoint) {
    List<FileState> files =
        checkpoint.files().stream()
            .map(
                f ->
                    new FileState(
                        new FileIdentity(f.inode(), 0),
                        new Place.Stored(f.storedBytes(), f.crc32c(), f.edges()),
                        f.storedBytes(),
                        f.modifiedNanos()))
            .toList();
    return new MirrorState(new Remote.Present(checkpoint.version(), checkpoint.record()), files);
  }
}
