package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.mirror.Remote.Present;
import io.runtimeagent.ship.mirror.Step.Kind;
import io.runtimeagent.ship.mirror.Step.Outcome;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.util.List;

/// Takes one step at a time towards an object that equals its log: look at the object, find the
/// log's files in it, or write what is missing. Each step sends at most one read or one write, and
/// never waits.
///
/// Whatever happens between two steps, to the log or to the object, the next one finds out: every
/// write is conditional on what the step before saw.
public final class Mirror {
  private final ObjectStore store;
  private static final int WRITES_GROW = 8;

  private final long maxWriteBytes;

  public Mirror(ObjectStore store, long maxWriteBytes) {
    this.store = store;
    this.maxWriteBytes = maxWriteBytes;
  }

  /// Takes a step for the log whose files, the oldest first, are `members`; `state` has been
  /// identified with them.
  public Step step(ObjectKey key, MirrorState state, List<Member> members) throws IOException {
    try {
      return next(key, state, members);
    } catch (ContentChangedException e) {
      return step(state, new Outcome.SourceChanged(e.toString()));
    }
  }

  private Step next(ObjectKey key, MirrorState state, List<Member> members) throws IOException {
    if (members.stream().allMatch(m -> m.attributes().size() == 0)) {
      return step(state, new Outcome.Idle(0));
    }
    return switch (state.remote()) {
      case Remote.Unknown unknown -> inspect(key, state, unknown);
      case Remote.Foreign(StoredObject object) -> {
        int index = Math.max(0, firstToLocate(state, members));
        yield read(new Located(key, state, index), members.get(index), object);
      }
      case Remote.Absent() -> write(key, state, members);
      case Remote.Listed listed ->
          step(ListedMatch.of(state, listed, members), new Outcome.Looked());
      case Present present -> {
        int unlocated = firstToLocate(state, members);
        yield unlocated < 0
            ? write(key, state, members)
            : locate(new Located(key, state, unlocated), members.get(unlocated), present);
      }
    };
  }

  private Step inspect(ObjectKey key, MirrorState state, Remote.Unknown unknown) {
    return switch (store.inspect(key)) {
      case Inspection.Absent() -> step(state.with(new Remote.Absent()), new Outcome.Looked());
      case Inspection.PerhapsAbsent(_) ->
          step(state.with(new Remote.Absent()), new Outcome.Looked());
      case Inspection.Present(StoredObject object) -> {
        boolean same = unknown.last().filter(p -> p.version().equals(object.version())).isPresent();
        yield same
            ? step(state.with(unknown.last().get()), new Outcome.Looked())
            : step(state.relocated(Remote.of(object)), new Outcome.Looked());
      }
      case Inspection.Failed(StoreFailure failure) -> step(state, outcome(failure));
    };
  }

  /// A file is located once, and one that the object was ahead of again when it has grown.
  private static int firstToLocate(MirrorState state, List<Member> members) {
    for (int i = 0; i < members.size(); i++) {
      long size = members.get(i).attributes().size();
      boolean locate =
          switch (state.files().get(i).place()) {
            case Place.Unlocated _ -> size > 0;
            case Place.Ahead(long compared) -> size > compared;
            case Place.New _ -> false;
            case Place.Stored _ -> false;
          };
      if (locate) {
        return i;
      }
    }
    return -1;
  }

  /// Which file of which log is to be found in the object.
  private record Located(ObjectKey key, MirrorState state, int index) {}

  private Step locate(Located what, Member member, Present object) throws IOException {
    long size = member.attributes().size();
    List<Contribution> others =
        what.state().files().get(what.index()).place() instanceof Place.Unlocated(var known)
            ? known
            : List.of();
    return switch (Location.of(member.file(), size, object, others)) {
      case Location.Found.Exactly(Place.Stored stored) ->
          step(what.state().with(what.index(), stored), new Outcome.Looked());
      case Location.Found.Nowhere() ->
          step(
              what.state().with(what.index(), new Place.New(object.record().contributions())),
              new Outcome.Looked());
      case Location.Found.ReadObject() -> read(what, member, object.object());
    };
  }

  /// Reads the object, since what is known of it does not tell where the file is.
  private Step read(Located what, Member member, StoredObject object) throws IOException {
    try {
      ObjectReading.Read read = new ObjectReading(store, what.key()).read(member, object);
      MirrorState known = what.state().with(read.known());
      boolean settled = what.state().files().get(what.index()).place() instanceof Place.New;
      return step(settled ? known : known.with(what.index(), read.place()), new Outcome.Looked());
    } catch (StoreException e) {
      return step(what.state().inDoubt(), outcome(e.failure()));
    }
  }

  private Step write(ObjectKey key, MirrorState state, List<Member> members) throws IOException {
    long pending = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Place place =
          state.remote() instanceof Remote.Absent
              ? new Place.New(List.of())
              : state.files().get(i).place();
      long from = place instanceof Place.Stored(long bytes, _, _) ? bytes : 0;
      if (place instanceof Place.Ahead || place instanceof Place.Unlocated) {
        continue;
      }
      long to = Cut.of(member, from, most(from));
      if (to > from) {
        var increment = new Increment(member.file(), place, new Increment.Range(from, to));
        return write(key, state.with(i, place), new Planned(i, increment));
      }
      pending += member.end() - from;
    }
    return step(state, new Outcome.Idle(Math.max(0, pending)));
  }

  /// The bytes of file `index` that go next.
  private record Planned(int index, Increment increment) {}

  /// A store that joins objects copies what is there at every write: the more that is, the more one
  /// write adds.
  private long most(long stored) {
    return Math.clamp(stored, maxWriteBytes, WRITES_GROW * maxWriteBytes);
  }

  private Step write(ObjectKey key, MirrorState state, Planned planned) throws IOException {
    Increment increment = planned.increment();
    if (state.remote() instanceof Present present) {
      Addition addition = increment.behind(present);
      WriteOutcome outcome = store.append(key, addition);
      boolean again = present.length() < store.traits().appendsFromBytes();
      long sent = again ? addition.record().length() : addition.added().length();
      return written(state, planned, new Attempt(outcome, addition.record(), sent, Kind.APPENDED));
    }
    ObjectRecord record = increment.created();
    WriteOutcome outcome = store.create(key, increment.content(), record);
    return written(state, planned, new Attempt(outcome, record, record.length(), Kind.CREATED));
  }

  private record Attempt(WriteOutcome outcome, ObjectRecord record, long sentBytes, Kind kind) {}

  private static Step written(MirrorState state, Planned planned, Attempt attempt)
      throws IOException {
    return switch (attempt.outcome()) {
      case WriteOutcome.Committed(StoredObject object) -> {
        var present = new Present(object.version(), attempt.record());
        MirrorState known =
            attempt.kind() == Kind.CREATED ? state.begun(present) : state.with(present);
        yield step(
            known.with(planned.index(), planned.increment().stored()),
            new Outcome.Stored(planned.increment().bytes(), attempt.sentBytes(), attempt.kind()));
      }
      case WriteOutcome.Conflict(String reason) ->
          step(state.inDoubt(), new Outcome.Conflict(reason));
      case WriteOutcome.Doubtful(String reason) ->
          step(state.inDoubt(), new Outcome.Unavailable(reason));
      case WriteOutcome.Throttled(var retryAfter, String reason) ->
          step(state, new Outcome.Throttled(retryAfter, reason));
      case WriteOutcome.Refused(String reason) -> step(state, new Outcome.Refused(reason));
      case WriteOutcome.Rejected(String reason) -> step(state, new Outcome.Rejected(reason));
      case WriteOutcome.SourceChanged(String reason) ->
          step(state, new Outcome.SourceChanged(reason));
    };
  }

  private static Outcome outcome(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Throttled(var retryAfter, String reason) ->
          new Outcome.Throttled(retryAfter, reason);
      case StoreFailure.Unavailable(String reason) -> new Outcome.Unavailable(reason);
      case StoreFailure.Refused(String reason) -> new Outcome.Refused(reason);
      case StoreFailure.Rejected(String reason) -> new Outcome.Rejected(reason);
    };
  }

  private static Step step(MirrorState state, Outcome outcome) {
    return new Step(state, outcome);
  }
}
