package io.runtimeagent.ship.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Status line and headers of a reply, and how its body ends.
///
/// `length` is that of the body, `CHUNKED`, or `UNTIL_CLOSE`.
record HttpHead(int status, Map<String, String> headers, long length, boolean reusable) {
  static final long CHUNKED = -1;
  static final long UNTIL_CLOSE = -2;

  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_INTERIM = 20;

  /// Reads up to the empty line; interim replies (1xx) are passed over.
  static HttpHead read(InputStream in, String method) throws IOException {
    for (int i = 0; i < MAX_INTERIM; i++) {
      HttpHead head = readOne(in, method);
      if (!head.interim()) {
        return head;
      }
    }
    throw new IOException("Too many interim replies.");
  }

  /// Reads up to the empty line, whatever the status.
  static HttpHead readOne(InputStream in, String method) throws IOException {
    String line = line(in);
    return of(line.startsWith("HTTP/1.0"), status(line), headers(in), method);
  }

  /// Whether another reply to the same request follows.
  boolean interim() {
    return status < 200;
  }

  HttpHead notReusable() {
    return new HttpHead(status, headers, length, false);
  }

  private static HttpHead of(boolean old, int status, Map<String, String> headers, String method)
      throws IOException {
    String connection = headers.getOrDefault("connection", old ? "close" : "keep-alive");
    boolean reusable = !connection.toLowerCase(Locale.ROOT).contains("close");
    long length = length(status, headers, method);
    return new HttpHead(status, headers, length, reusable && length != UNTIL_CLOSE);
  }

  private static long length(int status, Map<String, String> headers, String method)
      throws IOException {
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return 0;
    }
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return CHUNKED;
    }
    String length = headers.get("content-length");
    return length == null ? UNTIL_CLOSE : number(length, 10);
  }

  /// A number that is not negative.
  static long number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("Not a length: '" + text + "'", e);
    }
    throw new IOException("Not a length: '" + text + "'");
  }

  private static int status(String line) throws IOException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12) {
      try {
        int status = Integer.parseInt(line, 9, 12, 10);
        if (status >= 100) {
          return status;
        }
      } catch (NumberFormatException e) {
        throw new IOException("Not an HTTP reply.", e);
      }
    }
    throw new IOException("Not an HTTP reply.");
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    String line = line(in);
    for (int count = 0; !line.isEmpty(); count++) {
      int colon = line.indexOf(':');
      if (colon <= 0 || count >= MAX_HEADERS) {
        throw new IOException("The headers of a reply make no sense.");
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> Objects.equals(a, b) ? a : a + "," + b);
      line = line(in);
    }
    return headers;
  }

  /// One line without its end.
  static String line(InputStream in) throws IOException {
    byte[] line = new byte[256];
    int length = take(in, line, 0);
    while (line[length - 1] != '\n') {
      if (length == line.length) {
        if (length >= MAX_LINE) {
          throw new IOException("A header line of a reply is too long.");
        }
        line = Arrays.copyOf(line, 2 * length);
      }
      length += take(in, line, length);
    }
    int end = length > 1 && line[length - 2] == '\r' ? length - 2 : length - 1;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  /// Takes some of a line's bytes, its end at the most, and none behind it; answers how many.
  private static int take(InputStream in, byte[] line, int at) throws IOException {
    int most = in.markSupported() ? line.length - at : 1;
    in.mark(most);
    int read = in.read(line, at, most);
    if (read < 0) {
      throw new EOFException("The server hung up.");
    }
    for (int i = at; i < at + read - 1; i++) {
      if (line[i] == '\n') {
        in.reset();
        in.skipNBytes(i + 1 - at);
        return i + 1 - at;
      }
    }
    return read;
  }
}
