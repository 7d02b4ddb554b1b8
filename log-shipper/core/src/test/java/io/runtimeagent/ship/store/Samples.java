package io.runtimeagent.ship.store;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.log.Crc32c;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Bytes, records and contents that tests of stores are made of.
public final class Samples {
  private Samples() {}

  /// Always the same bytes for the same arguments.
  public static byte[] bytes(int length, long seed) {
    var bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  public static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// The record of an object that one file gave whole.
  public static ObjectRecord record(byte[] content) {
    int crc = Crc32c.of(content);
    return new ObjectRecord(
        content.length, crc, false, false, List.of(new Contribution(content.length, crc)));
  }

  /// A record that is longer than fits, so that its text has about 1,500 characters.
  public static ObjectRecord longRecord(byte[] content) {
    List<Contribution> contributions =
        IntStream.range(1, 200).mapToObj(i -> new Contribution(1L << 40 | i, -i)).toList();
    return new ObjectRecord(content.length, Crc32c.of(content), true, false, contributions);
  }

  /// What an object is to become when one local file has all of it.
  public static Addition withWhole(StoredObject base, byte[] stored, byte[] added) {
    byte[] all = concat(stored, added);
    return new Addition(base, Content.of(added), Optional.of(Content.of(all)), record(all));
  }

  /// What an object is to become when others contributed what is there.
  public static Addition withoutWhole(StoredObject base, byte[] stored, byte[] added) {
    return new Addition(base, Content.of(added), Optional.empty(), record(concat(stored, added)));
  }

  /// Content that turns out to have changed half-way.
  public static Content changing(byte[] bytes) {
    return new Failing(
        bytes, bytes.length / 2, new ContentChangedException("The log was truncated."));
  }

  /// Content that gives all its bytes and then says that they are not what was measured.
  public static Content changedInTheEnd(byte[] bytes) {
    return new Failing(bytes, bytes.length, new ContentChangedException("Another checksum."));
  }

  /// Content that cannot be read to its end.
  public static Content unreadable(byte[] bytes) {
    return new Failing(bytes, bytes.length / 2, new IOException("Input/output error"));
  }

  private static final class Failing implements Content {
    private final byte[] bytes;
    private final int readable;
    private final IOException failure;

    Failing(byte[] bytes, int readable, IOException failure) {
      this.bytes = bytes;
      this.readable = readable;
      this.failure = failure;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public int crc32c() {
      return Crc32c.of(bytes);
    }

    @Override
    public InputStream open() {
      return new SequenceInputStream(
          new ByteArrayInputStream(bytes, 0, readable),
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw failure;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              throw failure;
            }
          });
    }
  }
}
