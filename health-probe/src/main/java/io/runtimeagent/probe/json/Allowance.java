package io.runtimeagent.probe.json;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Lets so much text through and no more, until it is renewed: what is read at once has to fit into
/// a small heap, whatever stands in a file.
final class Allowance extends FilterReader {
  static final String EXCEEDED = "one part of it is longer than 512 KiB";
  private static final int CHARACTERS = 512 * 1024;

  private int left = CHARACTERS;

  Allowance(Reader text) {
    super(text);
  }

  /// More was read at once than fits.
  static final class ExceededException extends IOException {
    private static final long serialVersionUID = 1;

    ExceededException() {
      super(EXCEEDED);
    }
  }

  void renew() {
    left = CHARACTERS;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw new ExceededException();
    }
    return read;
  }
}
