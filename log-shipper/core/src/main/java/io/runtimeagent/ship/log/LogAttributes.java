package io.runtimeagent.ship.log;

import java.nio.file.attribute.BasicFileAttributes;

/// A regular file as a look at its directory entry shows it.
public record LogAttributes(
    FileIdentity identity, long size, long modifiedNanos, long createdNanos) {

  public static LogAttributes of(BasicFileAttributes attributes) {
    return new LogAttributes(
        FileIdentity.of(attributes),
        attributes.size(),
        Times.nanos(attributes.lastModifiedTime()),
        Times.nanos(attributes.creationTime()));
  }
}
