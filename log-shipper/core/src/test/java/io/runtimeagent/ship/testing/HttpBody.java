package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// How the end of a message's body is told, and so how to pass on just the body, as it was framed.
sealed interface HttpBody {
  /// Copies the body with its framing; fails if it breaks off.
  void copy(InputStream in, OutputStream out) throws IOException;

  record Sized(long bytes) implements HttpBody {
    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      byte[] buffer = new byte[16 * 1024];
      long left = bytes;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException("A body breaks off " + left + " bytes before its end.");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }

  record Chunked() implements HttpBody {
    private static final int LINE_LIMIT_BYTES = 16 * 1024;

    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      long size;
      do {
        String line = copyLine(in, out);
        size = size(line);
        if (size > 0) {
          new Sized(size + 2).copy(in, out);
        }
      } while (size > 0);
      while (!copyLine(in, out).isEmpty()) {
        // A trailer; after the last one comes an empty line.
      }
    }

    private static long size(String line) throws IOException {
      try {
        return Long.parseLong(line.split(";", 2)[0].strip(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("Not the size of a chunk: " + line, e);
      }
    }

    private static String copyLine(InputStream in, OutputStream out) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int next = 0;
      while (next != '\n') {
        next = in.read();
        if (next < 0 || line.size() == LINE_LIMIT_BYTES) {
          throw new EOFException("A chunked body breaks off.");
        }
        line.write(next);
      }
      line.writeTo(out);
      return line.toString(ISO_8859_1).strip();
    }
  }

  record UntilClose() implements HttpBody {
    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      in.transferTo(out);
    }
  }
}
