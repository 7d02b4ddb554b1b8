package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpHeaderName;
import io.runtimeagent.ship.azure.AzureException.Kind;
import io.runtimeagent.ship.store.StoreException;
import java.io.IOException;
import java.io.InputStream;

/// A blob's bytes from an offset on, asked for piece by piece, so that each request has its time
/// limit and little is in memory. That all pieces are of one version is a condition of the
/// requests.
final class BlobInputStream extends InputStream {
  private static final int FIRST = 256 << 10;
  private static final int LARGEST = 2 << 20;

  private final Source source;
  private byte[] piece = {};
  private int position;
  private long offset;
  private long length = Long.MAX_VALUE;
  private int next = FIRST;

  private BlobInputStream(long offset, Source source) {
    this.offset = offset;
    this.source = source;
  }

  /// Asks for at most `most` bytes.
  @FunctionalInterface
  interface Source {
    AzureReply get(long offset, int most) throws AzureException;
  }

  /// With the first piece at hand: fails if there is no blob of the version.
  static BlobInputStream open(long offset, Source source) throws AzureException {
    var stream = new BlobInputStream(offset, source);
    stream.fetch();
    return stream;
  }

  @Override
  public int read() throws IOException {
    return ready() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int start, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int copied = Math.min(count, piece.length - position);
    System.arraycopy(piece, position, buffer, start, copied);
    position += copied;
    return copied;
  }

  private boolean ready() throws IOException {
    if (position == piece.length && offset < length) {
      try {
        fetch();
      } catch (AzureException e) {
        throw new StoreException(e.failure(), e);
      }
    }
    return position < piece.length;
  }

  private void fetch() throws AzureException {
    AzureReply reply;
    try {
      reply = source.get(offset, next);
    } catch (AzureException e) {
      if (e.kind() != Kind.NO_SUCH_RANGE) {
        throw e;
      }
      length = offset;
      return;
    }
    piece = reply.bytes();
    position = 0;
    offset += piece.length;
    length = total(reply);
    next = Math.min(LARGEST, 2 * next);
    if (piece.length == 0 && offset < length) {
      throw new AzureException(Kind.UNAVAILABLE, "", "The reply has no bytes.", null);
    }
  }

  /// `Content-Range: bytes 0-9/100`.
  private static long total(AzureReply reply) throws AzureException {
    String range = Blobs.header(reply, HttpHeaderName.CONTENT_RANGE).orElse("");
    try {
      return Long.parseLong(range.substring(range.indexOf('/') + 1));
    } catch (NumberFormatException e) {
      throw new AzureException(Kind.UNAVAILABLE, "", "The reply has no usable range.", e);
    }
  }
}
