package io.runtimeagent.ship.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.checkpoint.LogCheckpoint.StoredFile;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final Map<String, LogCheckpoint> LOGS =
      Map.of(
          "dag_id=é/attempt=1.log",
          new LogCheckpoint(
              "etag",
              new ObjectRecord(7, 42, false, false, List.of()),
              List.of(new StoredFile(1, 9, 1_000, 7, 42, 43))));

  private final Path folder;
  private final CheckpointFile checkpoint;

  CheckpointFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.checkpoint = new CheckpointFile(folder.resolve("state"), "logs/");
  }

  @Test
  void written_isRead() throws IOException {
    checkpoint.write(LOGS);
    assertThat(checkpoint.read()).isEqualTo(LOGS);
    checkpoint.write(Map.of());
    assertThat(checkpoint.read()).isEmpty();
  }

  @Test
  void absent_saysNothing() throws IOException {
    assertThat(checkpoint.read()).isEmpty();
  }

  @Test
  void ofAnotherDestination_saysNothing() throws IOException {
    checkpoint.write(LOGS);
    assertThat(new CheckpointFile(folder.resolve("state"), "elsewhere/").read()).isEmpty();
  }

  @Test
  void torn_isRefused_whereverItBreaksOff() throws IOException {
    checkpoint.write(LOGS);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(checkpoint::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("torn");
    }
  }

  @Test
  void spoiltByte_neverPassesForAnother() throws IOException {
    checkpoint.write(LOGS);
    byte[] whole = Files.readAllBytes(file());
    for (int at = 0; at < whole.length; at++) {
      byte[] spoilt = whole.clone();
      spoilt[at] ^= 0x10;
      Files.write(file(), spoilt);
      try {
        // A destination that reads differently is another one's: nothing is known then.
        assertThat(checkpoint.read()).as("byte %d", at).isEmpty();
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("\0");
      }
    }
  }

  @Test
  void ofANewerVersion_isRefusedWithBothVersions() throws IOException {
    checkpoint.write(LOGS);
    byte[] newer = Files.readAllBytes(file());
    newer[7] = 2;
    Files.write(file(), newer);
    assertThatThrownBy(checkpoint::read).hasMessageContaining("version 2, known is 1");
  }

  @Test
  void garbage_isRefused() throws IOException {
    checkpoint.write(LOGS);
    Files.writeString(file(), "{\"version\": 3}".repeat(100));
    assertThatThrownBy(checkpoint::read).hasMessageContaining("is no checkpoint");
  }

  @Test
  void fullDisk_keepsTheOneBefore() throws IOException {
    checkpoint.write(LOGS);
    Files.createSymbolicLink(folder.resolve("state/checkpoint.new"), Path.of("/dev/full"));
    assertThatThrownBy(() -> checkpoint.write(Map.of())).isInstanceOf(IOException.class);
    assertThat(checkpoint.read()).isEqualTo(LOGS);
  }

  private Path file() {
    return folder.resolve("state/checkpoint");
  }
}
