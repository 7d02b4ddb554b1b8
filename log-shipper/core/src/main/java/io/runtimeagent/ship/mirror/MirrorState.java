package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.mirror.Remote.Present;
import io.runtimeagent.ship.store.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known of one log and its object. `files` are those of the log, the oldest first; more
/// than one only after rotation by renaming, or while a file that was replaced is still being
/// drained.
public record MirrorState(Remote remote, List<FileState> files) {

  public MirrorState {
    files = List.copyOf(files);
  }

  /// A log that was never seen, whose object may exist.
  public static MirrorState unknown() {
    return new MirrorState(Remote.unknown(), List.of());
  }

  /// A log that has just come into being: most likely there is no object, and the conditional
  /// create finds out.
  public static MirrorState expectedAbsent() {
    return new MirrorState(new Remote.Absent(), List.of());
  }

  public MirrorState with(Remote next) {
    return new MirrorState(next, files);
  }

  public MirrorState with(List<FileState> next) {
    return new MirrorState(remote, next);
  }

  /// After a write in doubt or a lost race: only looking tells.
  MirrorState inDoubt() {
    Optional<Present> last =
        switch (remote) {
          case Present present -> Optional.of(present);
          case Remote.Unknown(Optional<Present> known) -> known;
          case Remote.Absent() -> Optional.empty();
          case Remote.Foreign(_) -> Optional.empty();
          case Remote.Listed _ -> Optional.empty();
        };
    return with(new Remote.Unknown(last));
  }

  /// The object is another one than was known: every file is to be found in it again.
  MirrorState relocated(Remote next) {
    var unlocated = new ArrayList<FileState>();
    for (FileState file : files) {
      List<Contribution> others =
          file.place() instanceof Place.New(var before) ? before : List.of();
      unlocated.add(file.with(new Place.Unlocated(others)));
    }
    return new MirrorState(next, unlocated);
  }

  /// The object has just been created by one of the files: it holds nothing of the others, whatever
  /// one before it held.
  MirrorState begun(Present created) {
    var place = new Place.New(created.record().contributions());
    return new MirrorState(created, files.stream().map(file -> file.with(place)).toList());
  }

  MirrorState with(int index, Place place) {
    var changed = new ArrayList<>(files);
    changed.set(index, files.get(index).with(place));
    return with(changed);
  }
}
