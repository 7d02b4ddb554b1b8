package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// A log is stored whatever its length and however little memory there is.
class GcsMemoryTest {
  private static final long BYTES = 300L << 20;

  @Test
  void create_300MegabytesIn64_isStored() throws Exception {
    try (StubGcs stub = StubGcs.start()) {
      stub.reply(
          200,
          "{\"generation\":\"7\",\"size\":\"%d\",\"crc32c\":\"%s\"}"
              .formatted(BYTES, GcsObject.text(new Zeros(BYTES).crc32c())));
      Process agent = agent(stub.endpoint());
      assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String said = new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(agent.exitValue()).as(said).isZero();
      assertThat(stub.requests().getFirst().bodyBytes()).isGreaterThan(BYTES);
      assertThat(stub.requests().getFirst().whole()).isTrue();
    }
  }

  private static Process agent(URI endpoint) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Agent.class.getName(),
            endpoint.toString())
        .redirectErrorStream(true)
        .start();
  }

  /// The process with little memory.
  static final class Agent {
    private Agent() {}

    public static void main(String[] args) {
      var settings =
          new GcsSettings(
              "logs",
              "",
              Optional.of(URI.create(args[0])),
              Optional.empty(),
              GcsAccess.of(new GcsCredentials.Anonymous()));
      var content = new Zeros(BYTES);
      var record = new ObjectRecord(BYTES, content.crc32c(), false, false, List.of());
      try (GcsStore store = GcsStore.open(settings, RequestListener.NOOP)) {
        WriteOutcome outcome = store.create(new ObjectKey("a.log"), content, record);
        if (!(outcome instanceof WriteOutcome.Committed)) {
          throw new IllegalStateException(outcome.toString());
        }
      }
    }
  }

  private record Zeros(long length) implements Content {
    @Override
    public int crc32c() {
      var crc = new CRC32C();
      byte[] piece = new byte[1 << 20];
      for (long left = length; left > 0; left -= piece.length) {
        crc.update(piece, 0, (int) Math.min(left, piece.length));
      }
      return (int) crc.getValue();
    }

    @Override
    public InputStream open() {
      return new InputStream() {
        private long left = length;

        @Override
        public int read() {
          return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) {
          if (left <= 0) {
            return -1;
          }
          int count = (int) Math.min(wanted, left);
          Arrays.fill(buffer, offset, offset + count, (byte) 0);
          left -= count;
          return count;
        }
      };
    }
  }
}
