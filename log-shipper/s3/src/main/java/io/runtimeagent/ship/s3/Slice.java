package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A stretch of a content that is too long for one request, with a checksum of its own.
record Slice(Content of, long offset, long length, int crc32c) implements Content {
  private static final int BUFFER = 64 * 1024;

  /// Cuts a content into slices of `sliceLength` and one of what is left. The content is read once
  /// to its end, so all slices together are what was measured.
  static List<Content> cut(Content content, long sliceLength) throws IOException {
    if (content.length() <= sliceLength) {
      return List.of(content);
    }
    var slices = new ArrayList<Content>();
    try (InputStream in = content.open()) {
      for (long offset = 0; offset < content.length(); offset += sliceLength) {
        long length = Math.min(sliceLength, content.length() - offset);
        slices.add(new Slice(content, offset, length, checksum(in, length)));
      }
      if (in.read() >= 0) {
        throw new ContentChangedException("The log is longer than it was measured.");
      }
    }
    return slices;
  }

  private static int checksum(InputStream in, long length) throws IOException {
    var crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    for (long left = length; left > 0; ) {
      int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        throw new ContentChangedException("The log is shorter than it was measured.");
      }
      crc.update(buffer, 0, got);
      left -= got;
    }
    return (int) crc.getValue();
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = of.open();
    try {
      in.skipNBytes(offset);
      return new SliceStream(in, length, crc32c);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// Ends where the slice ends, and fails there when the bytes were not the slice's.
  private static final class SliceStream extends FilterInputStream {
    private final CRC32C crc = new CRC32C();
    private final int expected;
    private long left;

    SliceStream(InputStream in, long length, int expected) {
      super(in);
      this.left = length;
      this.expected = expected;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        if ((int) crc.getValue() != expected) {
          throw new ContentChangedException("The log changed while it was read.");
        }
        return -1;
      }
      int got = in.read(target, offset, (int) Math.min(length, left));
      if (got > 0) {
        crc.update(target, offset, got);
        left -= got;
      }
      return got;
    }
  }
}
