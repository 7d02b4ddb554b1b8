package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.StoredObject;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/// A file as it was looked at.
record Seen(String version, long length, Optional<ObjectRecord> record) {

  static Seen of(BasicFileAttributes attributes, Optional<ObjectRecord> record) {
    return new Seen(version(attributes), attributes.size(), record);
  }

  /// The inode alone is used again soon, the time alone is as coarse as the file system makes it.
  static String version(BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    return "%s %d.%09d %d"
        .formatted(
            attributes.fileKey(), modified.getEpochSecond(), modified.getNano(), attributes.size());
  }

  StoredObject object() {
    return new StoredObject(version, length, record);
  }
}
