package io.runtimeagent.ship.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A reply's body, which knows where it ends and gives its connection back there.
final class ReplyBody extends InputStream {
  /// So much is read rather than a connection ended.
  private static final long MAX_DRAINED = 64 * 1024;

  private final HttpConnections pool;
  private final HttpConnection connection;
  private final InputStream in;
  private final HttpHead head;
  private long left;
  private boolean firstChunk = true;
  private boolean done;

  ReplyBody(HttpConnections pool, HttpConnection connection, HttpHead head) {
    this.pool = pool;
    this.connection = connection;
    this.in = connection.in();
    this.head = head;
    this.left = head.length() == HttpHead.CHUNKED ? 0 : head.length();
    if (left == 0 && head.length() == 0) {
      end(head.reusable());
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (done) {
      return -1;
    }
    try {
      if (head.length() == HttpHead.CHUNKED && left == 0 && !nextChunk()) {
        return -1;
      }
      return readSome(target, offset, length);
    } catch (IOException e) {
      end(false);
      throw connection.timedOut(e);
    }
  }

  private int readSome(byte[] target, int offset, int length) throws IOException {
    boolean untilClose = head.length() == HttpHead.UNTIL_CLOSE;
    int got = in.read(target, offset, untilClose ? length : (int) Math.min(length, left));
    if (got < 0 && !untilClose) {
      throw new EOFException("The server hung up within a reply.");
    }
    if (got < 0) {
      end(false);
      return -1;
    }
    if (!untilClose) {
      left -= got;
      if (left == 0 && head.length() != HttpHead.CHUNKED) {
        end(head.reusable());
      }
    }
    return got;
  }

  /// Reads the line before a chunk; false at the end of the body.
  private boolean nextChunk() throws IOException {
    if (!firstChunk && !HttpHead.line(in).isEmpty()) {
      throw new IOException("A chunk of a reply has no end.");
    }
    firstChunk = false;
    String line = HttpHead.line(in);
    int extension = line.indexOf(';');
    left = HttpHead.number(extension < 0 ? line : line.substring(0, extension), 16);
    if (left > 0) {
      return true;
    }
    String trailer = HttpHead.line(in);
    while (!trailer.isEmpty()) {
      trailer = HttpHead.line(in);
    }
    end(head.reusable());
    return false;
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    try {
      if (head.length() == HttpHead.CHUNKED || (head.length() >= 0 && left <= MAX_DRAINED)) {
        drain();
      }
    } catch (IOException ignored) {
      // Whoever closes early does not want to know how it ended.
    }
    end(false);
  }

  private void drain() throws IOException {
    byte[] rest = new byte[4096];
    long drained = 0;
    while (!done && drained < MAX_DRAINED) {
      drained += Math.max(0, read(rest, 0, rest.length));
    }
  }

  private void end(boolean reusable) {
    if (!done) {
      done = true;
      pool.release(connection, reusable);
    }
  }
}
