package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.s3.S3Credentials.StaticKeys;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Makes an object of two gigabytes from lines that are longer than any part, then lets it grow by
/// little, and reads it back. Runs in a process of its own for the sake of its memory.
final class LongObjectWriter {
  private static final ObjectKey KEY = new ObjectKey("two gigabytes.log");
  private static final long[] LINES = {1_100_000_000, 1_000_000_000, 20_000_000};

  private LongObjectWriter() {}

  public static void main(String[] arguments) throws IOException {
    var keys = new StaticKeys(arguments[1], arguments[2], Optional.empty());
    S3Settings settings = S3Settings.of("long", keys).at(URI.create(arguments[0]), "us-east-1");
    try (var store = S3Store.open(settings, InstantSource.system(), RequestListener.NOOP)) {
      var first = new Pattern(0, LINES[0]);
      int crc = first.crc32c();
      StoredObject object = committed(store.create(KEY, first, record(crc, LINES[0])));
      for (int i = 1; i < LINES.length; i++) {
        var added = new Pattern(object.length(), LINES[i]);
        crc = Crc32c.combine(crc, added.crc32c(), LINES[i]);
        ObjectRecord record = record(crc, object.length() + LINES[i]);
        object =
            committed(store.append(KEY, new Addition(object, added, Optional.empty(), record)));
      }
      assertThat(checksum(store.read(KEY, object.version(), 0))).isEqualTo(crc);
    }
  }

  private static StoredObject committed(WriteOutcome outcome) {
    assertThat(outcome).isInstanceOf(WriteOutcome.Committed.class);
    return ((WriteOutcome.Committed) outcome).object();
  }

  private static ObjectRecord record(int crc, long length) {
    return new ObjectRecord(length, crc, false, false, List.of());
  }

  private static int checksum(InputStream in) throws IOException {
    var crc = new CRC32C();
    byte[] buffer = new byte[64 * 1024];
    try (in) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        crc.update(buffer, 0, got);
      }
    }
    return (int) crc.getValue();
  }

  /// Bytes that follow from their place in the object, so that none can be lost or doubled unseen.
  private record Pattern(long from, long length, int crc32c) implements Content {
    Pattern(long from, long length) throws IOException {
      this(from, length, checksum(new PatternStream(from, length)));
    }

    @Override
    public InputStream open() {
      return new PatternStream(from, length);
    }
  }

  private static final class PatternStream extends InputStream {
    private long next;
    private final long end;

    PatternStream(long from, long length) {
      this.next = from;
      this.end = from + length;
    }

    @Override
    public int read() {
      return next == end ? -1 : byteAt(next++) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (next == end) {
        return -1;
      }
      int count = (int) Math.min(length, end - next);
      for (int i = 0; i < count; i++) {
        target[offset + i] = byteAt(next++);
      }
      return count;
    }

    private static byte byteAt(long place) {
      return (byte) (place >>> 12 ^ place);
    }
  }
}
