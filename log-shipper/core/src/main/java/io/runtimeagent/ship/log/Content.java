package io.runtimeagent.ship.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Bytes that are about to be stored: their number and checksum are known before the first one is
/// read.
///
/// A stream of it gives exactly those bytes or fails: whoever reads it to its end without an
/// exception has read `length` bytes whose checksum is `crc32c`. So a log that changes while it is
/// sent never reaches an object.
public interface Content {
  long length();

  int crc32c();

  /// A new stream from the first byte on; `ContentChangedException` when the source has other bytes
  /// by now.
  InputStream open() throws IOException;

  static Content of(byte[] bytes) {
    int crc = Crc32c.of(bytes);
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public int crc32c() {
        return crc;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  /// The one behind the other.
  static Content concat(Content first, Content second) {
    long length = first.length() + second.length();
    int crc = Crc32c.combine(first.crc32c(), second.crc32c(), second.length());
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public int crc32c() {
        return crc;
      }

      @Override
      public InputStream open() throws IOException {
        InputStream head = first.open();
        try {
          return new SequenceInputStream(head, second.open());
        } catch (IOException e) {
          head.close();
          throw e;
        }
      }
    };
  }
}
