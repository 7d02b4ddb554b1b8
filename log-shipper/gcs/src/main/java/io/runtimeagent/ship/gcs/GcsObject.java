package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.StoredObject;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the JSON API tells of an object. Checksums are in Base64; what was not asked for is absent.
record GcsObject(
    String name,
    String generation,
    long size,
    @Nullable String crc32c,
    @Nullable String md5,
    @Nullable String record,
    Instant created) {

  StoredObject stored() {
    return new StoredObject(generation, size, ownRecord());
  }

  /// The same just after it was written with that record; as it will be read, oldest entries left
  /// out.
  StoredObject stored(Optional<ObjectRecord> written) {
    return new StoredObject(
        generation, size, written.map(ObjectRecord::encode).flatMap(ObjectRecord::decode));
  }

  ListedObject listed() {
    return new ListedObject(new ObjectKey(name), stored(), foreignMd5());
  }

  /// Whether these are `length` bytes of that checksum, as far as the answer says.
  boolean holds(long length, int crc) {
    return size == length && (crc32c == null || crc32c.equals(text(crc)));
  }

  /// A checksum as Google writes it: big-endian, in Base64.
  static String text(int crc) {
    byte[] bytes = {(byte) (crc >> 24), (byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Metadata can outlive the bytes it was written for; the store's own checksum tells.
  private Optional<ObjectRecord> ownRecord() {
    return Optional.ofNullable(record)
        .flatMap(ObjectRecord::decode)
        .filter(own -> own.length() != size || holds(size, own.crc32c()));
  }

  /// The record proves more, and the MD5 that emulators give for a composed object is not its own.
  private Optional<String> foreignMd5() {
    return md5 == null || record != null
        ? Optional.empty()
        : Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(md5)));
  }
}
