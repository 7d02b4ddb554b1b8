package io.runtimeagent.ship.s3.http;

import java.io.IOException;
import java.io.InputStream;

/// Reads a request's body piece by piece and hands out the last piece only when the source has
/// ended where it should.
final class BodyReader implements AutoCloseable {
  private final InputStream in;
  private long left;

  BodyReader(HttpBody body) throws IOException {
    this.left = body.length();
    try {
      this.in = body.open();
    } catch (IOException e) {
      throw new BodyException(e);
    }
  }

  /// Fills `target` from `offset` on, as far as there is room and body; answers how many bytes.
  int read(byte[] target, int offset) throws BodyException {
    int wanted = (int) Math.min(target.length - offset, left);
    try {
      int got = in.readNBytes(target, offset, wanted);
      left -= got;
      if (got < wanted || (left == 0 && in.read() >= 0)) {
        throw new IOException("The source of a request has not the length that was measured.");
      }
      return got;
    } catch (IOException e) {
      throw new BodyException(e);
    }
  }

  @Override
  public void close() throws BodyException {
    try {
      in.close();
    } catch (IOException e) {
      throw new BodyException(e);
    }
  }
}
