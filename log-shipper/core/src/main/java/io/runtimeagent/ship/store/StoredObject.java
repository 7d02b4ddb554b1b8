package io.runtimeagent.ship.store;

import java.util.Optional;

/// An object as it stood when somebody looked, or when a write was acknowledged.
///
/// `version` is what a conditional write must find: an ETag, a generation, or whatever changes with
/// every write. `record` is what the metadata says, if there is any that can be read.
public record StoredObject(String version, long length, Optional<ObjectRecord> record) {

  public StoredObject {
    if (length < 0) {
      throw new IllegalArgumentException("An object has length " + length + ".");
    }
  }

  /// The record, if it is about the bytes that are there. Without one the object is foreign: stock
  /// Airflow wrote it, or a copy tool.
  public Optional<ObjectRecord> ownRecord() {
    return record.filter(r -> r.length() == length);
  }
}
