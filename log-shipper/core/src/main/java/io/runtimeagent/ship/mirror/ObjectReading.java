package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.mirror.Remote.Present;
import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an object whose record does not tell enough, and finds one file in it.
final class ObjectReading {
  private final ObjectStore store;
  private final ObjectKey key;

  ObjectReading(ObjectStore store, ObjectKey key) {
    this.store = store;
    this.key = key;
  }

  /// An object that was read once, and how much of the file it holds.
  record Read(StoredObject object, Comparison.Result result, Place place) {

    /// What is known of the object now. What the record said stays, if it was about these bytes.
    Present known() {
      Optional<ObjectRecord> said = told(object, result);
      boolean shortened = said.map(ObjectRecord::shortened).orElse(true);
      List<Contribution> contributions = said.map(ObjectRecord::contributions).orElse(List.of());
      return new Present(
          object.version(),
          new ObjectRecord(
              result.length(), result.crc32c(), result.endsLine(), shortened, own(contributions)));
    }

    /// A file whose bytes end the object is the one that wrote last. Otherwise somebody else is:
    /// the file must not go on behind that one's unterminated line as if it were its own.
    private List<Contribution> own(List<Contribution> others) {
      if (!(place instanceof Place.Stored(long bytes, int crc, _)) || !result.endsInMatch()) {
        return others;
      }
      var own = new Contribution(bytes, crc);
      var all = new ArrayList<>(others);
      all.remove(own);
      all.add(own);
      return all;
    }
  }

  Read read(Member member, StoredObject object) throws IOException {
    try (InputStream stream = store.read(key, object.version(), 0)) {
      Comparison.Result result = Comparison.of(stream, member.file(), member.attributes().size());
      if (result.length() != object.length()) {
        throw new StoreException(
            new StoreFailure.Unavailable(
                "The object has %d bytes, %d were received."
                    .formatted(object.length(), result.length())),
            null);
      }
      return new Read(object, result, place(member, object, result));
    } catch (ContentChangedException | StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(new StoreFailure.Unavailable("Reading broke off: " + e), e);
    }
  }

  /// What the record says, if it is about these bytes.
  private static Optional<ObjectRecord> told(StoredObject object, Comparison.Result result) {
    return object.ownRecord().filter(r -> r.crc32c() == result.crc32c());
  }

  /// A record that names all contributions leaves two cases: one of them begins with the whole
  /// file, or none is the file's, whose first lines are then the same because it was cut short.
  private static Place place(Member member, StoredObject object, Comparison.Result result)
      throws IOException {
    Optional<ObjectRecord> all = told(object, result).filter(r -> !r.shortened());
    long size = member.attributes().size();
    long held = result.held();
    if (all.isPresent() && held < size) {
      return new Place.New(all.get().contributions());
    }
    if (held == 0) {
      return new Place.New(List.of());
    }
    if (held == size && !result.endsInMatch()) {
      return new Place.Ahead(size);
    }
    LogFile file = member.file();
    return new Place.Stored(held, file.crc(0, held), Edges.of(file, held));
  }
}
