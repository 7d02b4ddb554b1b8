package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// The content of an object after an addition, when no local file has all of it: the stored bytes
/// come from the store while they are sent.
record JoinedContent(Stored stored, Addition addition) implements Content {

  /// Reads the object that the addition is for, as it was then.
  @FunctionalInterface
  interface Stored {
    InputStream open() throws IOException;
  }

  @Override
  public long length() {
    return addition.record().length();
  }

  @Override
  public int crc32c() {
    return addition.record().crc32c();
  }

  @Override
  public InputStream open() throws IOException {
    InputStream first = stored.open();
    try {
      return new SequenceInputStream(first, addition.added().open());
    } catch (IOException e) {
      first.close();
      throw e;
    }
  }
}
