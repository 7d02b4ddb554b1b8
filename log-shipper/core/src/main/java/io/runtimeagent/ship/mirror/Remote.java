package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.StoredObject;
import java.util.List;
import java.util.Optional;

/// What is known of the object that mirrors a log.
public sealed interface Remote {
  /// Nothing is known for certain: at start, and after a write that is in doubt. `last` is what was
  /// known before.
  record Unknown(Optional<Present> last) implements Remote {}

  record Absent() implements Remote {}

  /// An object whose length, checksum and contributions are known, from its record or since it was
  /// read.
  record Present(String version, ObjectRecord record) implements Remote {
    public long length() {
      return record.length();
    }

    StoredObject object() {
      return new StoredObject(version, record.length(), Optional.of(record));
    }
  }

  /// An object without a record of its own: it has to be read before anything can be said.
  record Foreign(StoredObject object) implements Remote {}

  /// An object as a listing told of it, with the MD5 of its content: if the file's first bytes have
  /// the same, no request is needed to know that they are stored.
  record Listed(StoredObject object, String md5) implements Remote {}

  static Remote unknown() {
    return new Unknown(Optional.empty());
  }

  static Remote of(StoredObject object) {
    return object
        .ownRecord()
        .<Remote>map(record -> new Present(object.version(), record))
        .orElseGet(() -> new Foreign(object));
  }

  /// Who is known to have given something to the object.
  default List<Contribution> contributions() {
    return switch (this) {
      case Present(_, ObjectRecord record) -> record.contributions();
      case Unknown(Optional<Present> last) ->
          last.map(p -> p.record().contributions()).orElseGet(List::of);
      case Absent() -> List.of();
      case Foreign(_) -> List.of();
      case Listed _ -> List.of();
    };
  }
}
