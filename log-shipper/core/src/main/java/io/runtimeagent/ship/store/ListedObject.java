package io.runtimeagent.ship.store;

import java.util.Optional;

/// One line of a listing: what a store tells of an object without a request of its own for it.
///
/// `record` is there where listings carry metadata (GCS, Azure). `md5` (lower-case hexadecimal) is
/// there where the store gives the MD5 of the whole content; together with the length it proves
/// equality with a local file.
public record ListedObject(ObjectKey key, StoredObject object, Optional<String> md5) {}
