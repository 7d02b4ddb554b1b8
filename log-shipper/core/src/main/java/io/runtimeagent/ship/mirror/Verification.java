package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads an object back and compares it with its record and with a file of its log.
public final class Verification {
  private Verification() {}

  /// What reading back proved. `heldBytes` of the file's bytes stand in the object. `fault` says
  /// what is wrong with the object itself.
  public record Proof(long heldBytes, Optional<String> fault) {}

  /// Reads the whole object, and the first `size` bytes of the file.
  public static Proof of(ObjectStore store, ObjectKey key, StoredObject object, Subject subject)
      throws IOException {
    try (InputStream stream = store.read(key, object.version(), 0)) {
      Comparison.Result result = Comparison.of(stream, subject.file(), subject.size());
      Optional<String> fault = fault(object, result);
      long told = fault.isPresent() ? 0 : told(object, subject);
      return new Proof(Math.max(told, result.held()), fault);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(new StoreFailure.Unavailable("Reading broke off: " + e), e);
    }
  }

  /// How much of the file its entry in the record covers. Lines do not tell that when another
  /// host's came in the middle of one.
  private static long told(StoredObject object, Subject subject) throws IOException {
    Optional<ObjectRecord> record = object.ownRecord();
    if (record.isEmpty()) {
      return 0;
    }
    var present = new Remote.Present(object.version(), record.get());
    return Location.of(subject.file(), subject.size(), present, List.of())
            instanceof Location.Found.Exactly(Place.Stored stored)
        ? stored.bytes()
        : 0;
  }

  /// The file to be found in the object.
  public record Subject(LogFile file, long size) {}

  private static Optional<String> fault(StoredObject object, Comparison.Result result) {
    if (result.length() != object.length()) {
      return Optional.of(
          "%d bytes were read back, the store says %d".formatted(result.length(), object.length()));
    }
    Optional<ObjectRecord> record = object.record();
    if (record.isPresent() && record.get().length() != object.length()) {
      return Optional.of(
          "its record is about %d bytes, it has %d"
              .formatted(record.get().length(), object.length()));
    }
    if (record.isPresent() && record.get().crc32c() != result.crc32c()) {
      return Optional.of(
          "its CRC-32C is %08x, its record says %08x"
              .formatted(result.crc32c(), record.get().crc32c()));
    }
    return Optional.empty();
  }
}
