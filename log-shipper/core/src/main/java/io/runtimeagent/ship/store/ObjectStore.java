package io.runtimeagent.ship.store;

import io.runtimeagent.ship.log.Content;
import java.io.InputStream;
import java.util.function.Predicate;

/// A place for objects that are only ever written on the condition that they are what the writer
/// last saw.
///
/// Implementations are safe for use by many threads, retry nothing, and answer within a bounded
/// time. Every vendor exception becomes an outcome or a `StoreException`; programming errors pass
/// through. Readers see an object either as it was before a write or after it. A write that is
/// answered with anything but `Committed` leaves nothing behind that a reader of a log's prefix
/// could see.
public interface ObjectStore extends AutoCloseable {
  StoreTraits traits();

  Inspection inspect(ObjectKey key);

  /// Stores an object where there is none; `Conflict` when there is one.
  WriteOutcome create(ObjectKey key, Content content, ObjectRecord record);

  /// Makes an object longer, provided that it still is `addition.base()`.
  WriteOutcome append(ObjectKey key, Addition addition);

  /// Puts other content in the place of an object that still has `version`: for leases and
  /// canaries, never for logs.
  WriteOutcome replace(ObjectKey key, String version, Content content);

  /// The object's bytes from `offset` on, all of one version; fails with `Rejected` when the object
  /// is not `version` any more. The caller closes the stream.
  InputStream read(ObjectKey key, String version, long offset) throws StoreException;

  /// Gives the objects whose key begins with `prefix`, in no particular order, until `sink` answers
  /// false.
  void list(String prefix, Predicate<ListedObject> sink) throws StoreException;

  /// Removes an object that still has `version`, if the store can make that a condition: then
  /// `Rejected` when it has another. Absent is no error. For helper objects only.
  void delete(ObjectKey key, String version) throws StoreException;

  /// Removes what interrupted writes of this store left behind under `prefix` longer than an hour
  /// ago (open multipart uploads, temporary objects, temporary files); answers how many.
  int sweep(String prefix) throws StoreException;

  /// Whether what an update replaces is kept, as far as we may ask. For people: nothing depends on
  /// it.
  default OldVersions oldVersions() {
    return new OldVersions.Dropped();
  }

  @Override
  void close();
}
