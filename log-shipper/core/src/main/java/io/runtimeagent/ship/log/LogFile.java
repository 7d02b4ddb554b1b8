package io.runtimeagent.ship.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// An open log: positional reads only, so that many may read it at once. It stays readable when it
/// is unlinked.
public final class LogFile implements Closeable {
  static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final LogAttributes opened;

  LogFile(FileChannel channel, LogAttributes opened) {
    this.channel = channel;
    this.opened = opened;
  }

  /// What the directory entry said when the file was opened.
  public LogAttributes opened() {
    return opened;
  }

  public FileIdentity identity() {
    return opened.identity();
  }

  public long size() throws IOException {
    return channel.size();
  }

  /// The checksum of bytes `[from, to)`; `ContentChangedException` when the file is shorter.
  public int crc(long from, long to) throws IOException {
    var crc = new CRC32C();
    byte[] buffer = new byte[bufferBytes(to - from)];
    for (long at = from; at < to; ) {
      int read = read(at, buffer, (int) Math.min(buffer.length, to - at));
      crc.update(buffer, 0, read);
      at += read;
    }
    return (int) crc.getValue();
  }

  /// The end of the last complete line within `[from, to)`, or `from` when no line ends there.
  public long lastLineEnd(long from, long to) throws IOException {
    byte[] buffer = new byte[bufferBytes(to - from)];
    for (long end = to; end > from; ) {
      int length = (int) Math.min(buffer.length, end - from);
      readFully(end - length, buffer, length);
      for (int i = length - 1; i >= 0; i--) {
        if (buffer[i] == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return from;
  }

  /// The end of the first complete line within `[from, to)`, or `from` when no line ends there.
  public long firstLineEnd(long from, long to) throws IOException {
    byte[] buffer = new byte[bufferBytes(to - from)];
    for (long at = from; at < to; ) {
      int read = read(at, buffer, (int) Math.min(buffer.length, to - at));
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          return at + i + 1;
        }
      }
      at += read;
    }
    return from;
  }

  /// Fills the first `length` bytes of `buffer` from `at` on.
  public void readFully(long at, byte[] buffer, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
    while (target.hasRemaining()) {
      if (channel.read(target, at + target.position()) < 0) {
        throw endedEarly(at + target.position());
      }
    }
  }

  /// Bytes `[from, to)`, measured now: their checksum is taken here, and a stream that would give
  /// other ones fails. A few are read once and kept.
  public Content content(long from, long to) throws IOException {
    if (to - from > BUFFER_BYTES) {
      return content(from, to, crc(from, to));
    }
    var bytes = new byte[(int) (to - from)];
    readFully(from, bytes, bytes.length);
    return Content.of(bytes);
  }

  /// Bytes `[from, to)`, whose checksum is known already.
  public Content content(long from, long to, int crc) {
    return new Range(from, to, crc);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int read(long at, byte[] buffer, int length) throws IOException {
    int read = channel.read(ByteBuffer.wrap(buffer, 0, length), at);
    if (read <= 0) {
      throw endedEarly(at);
    }
    return read;
  }

  private static ContentChangedException endedEarly(long at) {
    var changed = new ContentChangedException("The log ends at byte " + at + " now.");
    changed.initCause(new EOFException());
    return changed;
  }

  private static int bufferBytes(long length) {
    return Math.clamp(length, 1, BUFFER_BYTES);
  }

  private final class Range implements Content {
    private final long from;
    private final long to;
    private final int crc;

    Range(long from, long to, int crc) {
      this.from = from;
      this.to = to;
      this.crc = crc;
    }

    @Override
    public long length() {
      return to - from;
    }

    @Override
    public int crc32c() {
      return crc;
    }

    LogFile file() {
      return LogFile.this;
    }

    @Override
    public InputStream open() {
      return new RangeStream(this);
    }
  }

  /// Gives the last bytes out only after the checksum of all has been found right.
  private static final class RangeStream extends InputStream {
    private final Range range;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer;
    private long next;
    private int given;
    private int filled;

    RangeStream(Range range) {
      this.range = range;
      this.next = range.from;
      this.buffer = new byte[bufferBytes(range.length())];
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[given++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, filled - given);
      System.arraycopy(buffer, given, target, offset, count);
      given += count;
      return count;
    }

    @Override
    public int available() {
      return filled - given;
    }

    private boolean fill() throws IOException {
      if (given < filled) {
        return true;
      }
      if (next == range.to) {
        return false;
      }
      int length = (int) Math.min(buffer.length, range.to - next);
      range.file().readFully(next, buffer, length);
      crc.update(buffer, 0, length);
      next += length;
      if (next == range.to && (int) crc.getValue() != range.crc) {
        throw new ContentChangedException("The log has other bytes than it had a moment ago.");
      }
      given = 0;
      filled = length;
      return true;
    }
  }
}
