package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.store.Contribution;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Compares a file with what a listing told of its object: equal length and MD5 are equal bytes.
final class ListedMatch {
  private static final int BUFFER_BYTES = 64 * 1024;

  private ListedMatch() {}

  /// The state that follows: all is known when the object is the beginning of the only file, else
  /// the object has to be inspected.
  static MirrorState of(MirrorState state, Remote.Listed listed, List<Member> members)
      throws IOException {
    long length = listed.object().length();
    Member member = members.getLast();
    if (members.size() != 1 || length == 0 || member.attributes().size() < length) {
      return state.relocated(Remote.unknown());
    }
    LogFile file = member.file();
    var crc = new java.util.zip.CRC32C();
    byte[] last = {0};
    if (!md5(file, length, crc, last).equals(listed.md5())) {
      return state.relocated(Remote.unknown());
    }
    int stored = (int) crc.getValue();
    var record =
        new ObjectRecord(
            length, stored, last[0] == '\n', false, List.of(new Contribution(length, stored)));
    return state
        .with(new Remote.Present(listed.object().version(), record))
        .with(0, new Place.Stored(length, stored, Edges.of(file, length)));
  }

  /// Takes the checksum and the last byte on the way.
  private static String md5(LogFile file, long length, java.util.zip.CRC32C crc, byte[] last)
      throws IOException {
    MessageDigest md5 = md5();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
    for (long at = 0; at < length; ) {
      int count = (int) Math.min(buffer.length, length - at);
      file.readFully(at, buffer, count);
      md5.update(buffer, 0, count);
      crc.update(buffer, 0, count);
      last[0] = buffer[count - 1];
      at += count;
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }
}
