package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.event.ShipEvent.LossReason;
import io.runtimeagent.ship.event.ShipEvent.SegmentCause;
import io.runtimeagent.ship.log.FileIdentity;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.store.Contribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells what became of a log's files since they were last looked at: grown, truncated, replaced,
/// renamed, gone.
public final class Identification {
  private static final FileState NOTHING_KNOWN =
      new FileState(new FileIdentity(-1, 0), new Place.Unlocated(List.of()), 0, 0);

  private final List<FileState> before;
  private final List<Contribution> contributions;
  private final List<FileState> files = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Identification(MirrorState state) {
    this.before = new ArrayList<>(state.files());
    this.contributions = state.remote().contributions();
  }

  /// A file of a log as it is now.
  public record Sighting(LogFile file, LogAttributes attributes) {}

  /// What was found out, for whoever counts.
  public sealed interface Finding {
    record Segment(SegmentCause cause) implements Finding {}

    record Lost(long bytes, LossReason reason) implements Finding {}
  }

  /// The files as they are now, in the order of `members`, and what happened to get there.
  public record Result(List<FileState> files, List<Finding> findings) {}

  public static Result of(MirrorState state, List<Sighting> members) throws IOException {
    var identification = new Identification(state);
    boolean tracked = !state.files().isEmpty();
    for (Sighting member : members) {
      identification.known(member);
    }
    for (int i = 0; i < members.size(); i++) {
      identification.resolve(i, members.get(i), tracked);
    }
    identification.before.forEach(gone -> identification.lost(gone, LossReason.DELETED));
    return new Result(List.copyOf(identification.files), List.copyOf(identification.findings));
  }

  /// Pairs a member with what was known of the same file, wherever it stood; a placeholder where
  /// nothing was.
  private void known(Sighting member) {
    for (FileState state : before) {
      if (member.attributes().identity().maySucceed(state.identity())) {
        before.remove(state);
        files.add(state);
        return;
      }
    }
    files.add(NOTHING_KNOWN);
  }

  private void resolve(int index, Sighting member, boolean tracked) throws IOException {
    FileState state = files.get(index);
    FileState next =
        state.equals(NOTHING_KNOWN) ? appeared(member, tracked) : followed(state, member);
    long seen = Math.max(next.seenSize(), member.attributes().size());
    files.set(
        index,
        new FileState(member.attributes().identity(), next.place(), seen, next.checkedNanos()));
  }

  /// A file that was not known. Where another one stood at its path, content has to tell them
  /// apart, unless its birth or a smaller size does.
  private FileState appeared(Sighting member, boolean tracked) throws IOException {
    var fresh =
        new FileState(
            member.attributes().identity(), new Place.Unlocated(List.of()), 0, Long.MIN_VALUE);
    if (!tracked) {
      return fresh;
    }
    if (before.isEmpty()) {
      return fresh.with(new Place.New(contributions));
    }
    FileState replaced = before.removeLast();
    if (!member.attributes().identity().bornApart(replaced.identity())) {
      return followed(replaced.checked(Long.MIN_VALUE), member);
    }
    lost(replaced, LossReason.REPLACED);
    findings.add(new Finding.Segment(SegmentCause.REPLACED));
    return fresh.with(new Place.New(contributions));
  }

  private FileState followed(FileState state, Sighting member) throws IOException {
    long size = member.attributes().size();
    if (size < state.storedBytes()) {
      return truncated(state, SegmentCause.TRUNCATED);
    }
    if (state.place() instanceof Place.New && size < state.seenSize()) {
      lost(state, LossReason.TRUNCATED);
      return new FileState(state.identity(), state.place(), size, Long.MIN_VALUE);
    }
    boolean looked = state.checkedNanos() == member.attributes().modifiedNanos();
    if (state.place() instanceof Place.Stored stored && !looked) {
      return Edges.unchanged(member.file(), stored)
          ? state.checked(member.attributes().modifiedNanos())
          : truncated(state, SegmentCause.DIFFERENT);
    }
    return state;
  }

  private FileState truncated(FileState state, SegmentCause cause) {
    lost(state, LossReason.TRUNCATED);
    findings.add(new Finding.Segment(cause));
    return new FileState(state.identity(), new Place.New(contributions), 0, Long.MIN_VALUE);
  }

  private void lost(FileState state, LossReason reason) {
    long bytes = state.seenSize() - state.storedBytes();
    if (bytes > 0 && !(state.place() instanceof Place.Unlocated)) {
      findings.add(new Finding.Lost(bytes, reason));
    }
  }
}
