package io.runtimeagent.ship.store;

import io.runtimeagent.ship.log.Content;
import java.util.Optional;

/// An object that is to grow: `added` goes behind what `base` is, and `record` describes the
/// result.
///
/// `whole` is the result's content from its first byte, where one local file has all of it: a store
/// that has to send the object again takes it from there and need not read the object. It is empty
/// when others contributed; then the store reads what it needs under the condition that the object
/// still is `base`.
public record Addition(
    StoredObject base, Content added, Optional<Content> whole, ObjectRecord record) {

  public Addition {
    if (added.length() == 0) {
      throw new IllegalArgumentException("An addition adds nothing.");
    }
    if (record.length() != base.length() + added.length()) {
      throw new IllegalArgumentException(
          "The record says %d bytes, the object will have %d."
              .formatted(record.length(), base.length() + added.length()));
    }
    if (whole.isPresent()
        && (whole.get().length() != record.length() || whole.get().crc32c() != record.crc32c())) {
      throw new IllegalArgumentException("The record is not of the whole content.");
    }
  }
}
