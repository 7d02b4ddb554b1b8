package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.FileIdentity;

/// What is known of one file of a log. `seenSize` is the largest size it was seen to have,
/// `checkedNanos` its time of last change when its stored bytes were last found unchanged.
public record FileState(FileIdentity identity, Place place, long seenSize, long checkedNanos) {

  public long storedBytes() {
    return switch (place) {
      case Place.Stored(long bytes, _, _) -> bytes;
      case Place.Ahead(long size) -> size;
      case Place.New _ -> 0;
      case Place.Unlocated _ -> 0;
    };
  }

  FileState with(Place next) {
    return new FileState(identity, next, seenSize, checkedNanos);
  }

  FileState checked(long nanos) {
    return new FileState(identity, place, seenSize, nanos);
  }
}
