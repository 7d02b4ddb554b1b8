package io.runtimeagent.ship.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final LogPath LOG = new LogPath("attempt=1.log");
  private static final ObjectKey KEY = new ObjectKey("logs/attempt=1.log");

  private final FakeBucket bucket = FakeBucket.create();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path folder;

  /// Another host's lines came in the middle of a line that was quiet for a while.
  @Test
  void lineThatAnotherHostInterrupted_isProvenByTheRecord() throws IOException {
    store("abc\nanother\ndef\n", "another\n", "abcdef\n");
    assertThat(heldOf("abcdef\n")).isEqualTo(7);
    assertThat(heldOf("abcdef\nnew\n")).isEqualTo(7);
    assertThat(heldOf("abcdeg\n")).isZero();
  }

  private void store(String object, String... contributions) {
    List<Contribution> all =
        List.of(contributions).stream().map(c -> new Contribution(c.length(), crc(c))).toList();
    var record = new ObjectRecord(object.length(), crc(object), true, false, all);
    byte[] bytes = object.getBytes(StandardCharsets.US_ASCII);
    bucket.putForeign(KEY, bytes, Map.of("runtimeagent", record.encode()));
  }

  private long heldOf(String log) throws IOException {
    Files.writeString(folder.resolve(LOG.value()), log);
    var store = new FakeObjectStore(bucket);
    if (new LogFolder(folder).open(LOG) instanceof Opening.Opened(var file)
        && store.inspect(KEY) instanceof Inspection.Present(var object)) {
      try (file) {
        var subject = new Verification.Subject(file, log.length());
        Verification.Proof proof = Verification.of(store, KEY, object, subject);
        assertThat(proof.fault()).isEmpty();
        return proof.heldBytes();
      }
    }
    throw new AssertionError("There is no log or no object.");
  }

  private static int crc(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return (int) crc.getValue();
  }
}
