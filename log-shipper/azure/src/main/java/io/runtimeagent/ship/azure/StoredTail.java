package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;

/// The end of a blob as it is stored, to be staged again. That it is still of the version seen is a
/// condition of every request for it, so nobody asks for its checksum.
record StoredTail(long from, long length, BlobReader reader, ObjectKey key, String version)
    implements Content {

  @Override
  public int crc32c() {
    return 0;
  }

  @Override
  public InputStream open() throws IOException {
    return new LimitedInputStream(reader.open(key, version, from), length);
  }
}
