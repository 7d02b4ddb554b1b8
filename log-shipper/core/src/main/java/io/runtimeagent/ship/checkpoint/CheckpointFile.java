package io.runtimeagent.ship.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// `checkpoint` in the state directory: what is known of every log, with a version, a checksum over
/// all, and an atomic replacement. A file that is torn, empty, of another destination or of a newer
/// version is passed over.
///
/// Format, big-endian: the word `RACP`, the version, the destination, the number of logs, the logs,
/// and the CRC-32C of what comes before.
public final class CheckpointFile {
  private static final int MAGIC = 0x52414350;
  private static final int VERSION = 1;
  private static final int MOST_LOGS = 10_000_000;

  /// A torn file may say that it has millions.
  private static final int ROOM_AT_FIRST = 20_000;

  private final Path file;
  private final String destination;

  /// `destination` names store and key prefix: a checkpoint of another one says nothing.
  public CheckpointFile(Path stateDir, String destination) {
    this.file = stateDir.resolve("checkpoint");
    this.destination = destination;
  }

  /// What is known of the logs, by their paths; empty when there is no checkpoint. Fails when there
  /// is one that cannot be used, with the reason; a restart then costs a request per log.
  public Map<String, LogCheckpoint> read() throws IOException {
    var crc = new CRC32C();
    try (var file = Files.newInputStream(this.file);
        var in =
            new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(file, 64 * 1024), crc))) {
      return read(in, crc);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (EOFException e) {
      throw new IOException(file + " is torn: it ends too early.", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no checkpoint: " + e.getMessage(), e);
    }
  }

  private Map<String, LogCheckpoint> read(DataInputStream in, CRC32C crc) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException(file + " is no checkpoint.");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(file + " has version " + version + ", known is " + VERSION + ".");
    }
    if (!in.readUTF().equals(destination)) {
      return Map.of();
    }
    int count = in.readInt();
    if (count < 0 || count > MOST_LOGS) {
      throw new IOException(file + " says it has " + count + " logs.");
    }
    var logs = new HashMap<String, LogCheckpoint>(Math.min(count, ROOM_AT_FIRST) * 4 / 3 + 1);
    for (int i = 0; i < count; i++) {
      logs.put(in.readUTF(), LogCheckpoint.read(in));
    }
    int expected = (int) crc.getValue();
    if (in.readInt() != expected) {
      throw new IOException(file + " is torn: its checksum is wrong.");
    }
    return logs;
  }

  /// Replaces the checkpoint, durably.
  public void write(Map<String, LogCheckpoint> logs) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("checkpoint.new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(channel, logs);
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void write(FileChannel channel, Map<String, LogCheckpoint> logs) throws IOException {
    var crc = new CRC32C();
    var out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024), crc));
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeUTF(destination);
    out.writeInt(logs.size());
    for (Map.Entry<String, LogCheckpoint> log : logs.entrySet()) {
      out.writeUTF(log.getKey());
      log.getValue().write(out);
    }
    out.writeInt((int) crc.getValue());
    out.flush();
  }
}
