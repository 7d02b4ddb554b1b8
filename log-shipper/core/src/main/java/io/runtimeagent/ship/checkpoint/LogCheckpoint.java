package io.runtimeagent.ship.checkpoint;

import io.runtimeagent.ship.store.ObjectRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is known of one log whose object is known: the object's version and record, and the log's
/// files.
public record LogCheckpoint(String version, ObjectRecord record, List<StoredFile> files) {
  private static final int MOST_FILES = 100_000;

  public LogCheckpoint {
    files = List.copyOf(files);
  }

  /// A file and how much of it is stored. `crc32c` and `edges` are those of the stored bytes,
  /// `modifiedNanos` the time of its last change when they were last found unchanged.
  public record StoredFile(
      long inode, long size, long modifiedNanos, long storedBytes, int crc32c, int edges) {}

  /// Whether the log is one file of this size, and all of it is stored.
  public boolean complete(long size) {
    return files.size() == 1 && files.getFirst().storedBytes() == size;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(version);
    out.writeUTF(record.encode());
    out.writeInt(files.size());
    for (StoredFile file : files) {
      out.writeLong(file.inode());
      out.writeLong(file.size());
      out.writeLong(file.modifiedNanos());
      out.writeLong(file.storedBytes());
      out.writeInt(file.crc32c());
      out.writeInt(file.edges());
    }
  }

  static LogCheckpoint read(DataInputStream in) throws IOException {
    String version = in.readUTF();
    ObjectRecord record =
        ObjectRecord.decode(in.readUTF())
            .orElseThrow(() -> new IOException("A checkpoint holds a record that is none."));
    int count = in.readInt();
    if (count < 0 || count > MOST_FILES) {
      throw new IOException("A checkpoint says that a log has " + count + " files.");
    }
    var files = new ArrayList<StoredFile>();
    for (int i = 0; i < count; i++) {
      files.add(
          new StoredFile(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readInt()));
    }
    return new LogCheckpoint(version, record, files);
  }
}
