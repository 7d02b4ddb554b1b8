package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/// Reads an object once and finds how much of a file it holds: the longest stretch from the file's
/// first byte on whose lines stand in the object in their order, whatever stands between them
/// (another host's lines, a blank line that stock Airflow put there). Memory does not depend on
/// either length.
final class Comparison {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final LogFile file;
  private final long size;
  private final CRC32C crc = new CRC32C();
  private final byte[] window = new byte[BUFFER_BYTES];
  private long windowAt;
  private int windowLength;

  private long length;
  private long held;
  private long inLine;
  private boolean lineDiffers;
  private boolean endsInMatch;
  private byte last = '\n';

  private Comparison(LogFile file, long size) {
    this.file = file;
    this.size = size;
  }

  /// What an object was found to be. `held` bytes of the file stand in it; `endsInMatch`: they are
  /// the object's last ones.
  record Result(long length, int crc32c, boolean endsLine, long held, boolean endsInMatch) {}

  static Result of(InputStream object, LogFile file, long size) throws IOException {
    var comparison = new Comparison(file, size);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = object.read(buffer); read >= 0; read = object.read(buffer)) {
      comparison.crc.update(buffer, 0, read);
      comparison.take(buffer, read);
    }
    return comparison.result();
  }

  private void take(byte[] bytes, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte b = bytes[i];
      if (!lineDiffers) {
        compare(b);
      }
      length++;
      last = b;
      if (b == '\n') {
        endLine();
      }
    }
  }

  private void compare(byte b) throws IOException {
    long at = held + inLine;
    if (at >= size) {
      lineDiffers = true;
      if (inLine > 0) {
        held = size;
        inLine = 0;
      }
      endsInMatch = false;
    } else if (at(at) == b) {
      inLine++;
    } else {
      lineDiffers = true;
    }
  }

  private void endLine() {
    endsInMatch = !lineDiffers;
    if (!lineDiffers) {
      held += inLine;
    }
    inLine = 0;
    lineDiffers = false;
  }

  private Result result() {
    if (last != '\n') {
      endLine();
    }
    return new Result(length, (int) crc.getValue(), length > 0 && last == '\n', held, endsInMatch);
  }

  private byte at(long position) throws IOException {
    if (position < windowAt || position >= windowAt + windowLength) {
      windowLength = (int) Math.min(window.length, size - position);
      file.readFully(position, window, windowLength);
      windowAt = position;
    }
    return window[(int) (position - windowAt)];
  }
}
