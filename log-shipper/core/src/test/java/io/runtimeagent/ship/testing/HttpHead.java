package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The first lines of an HTTP/1.1 message, kept to the byte, because a signature may cover them.
final class HttpHead {
  private static final int LIMIT_BYTES = 64 * 1024;
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final byte[] raw;
  private final List<String> startLine;
  private final Map<String, String> headers;

  private HttpHead(byte[] raw) throws IOException {
    this.raw = raw;
    String[] lines = new String(raw, ISO_8859_1).split("\r\n", -1);
    this.startLine = Arrays.asList(lines[0].split(" ", 3));
    if (startLine.size() < 2) {
      throw new IOException("Not HTTP/1.1: " + lines[0]);
    }
    this.headers = new TreeMap<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        throw new IOException("Not a header: " + lines[i]);
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, lines[i].substring(colon + 1).strip());
    }
  }

  /// Null if the other side has closed the connection between two messages.
  static @Nullable HttpHead read(InputStream in) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < END.length) {
      int next = in.read();
      if (next < 0 && raw.size() == 0) {
        return null;
      }
      if (next < 0 || raw.size() == LIMIT_BYTES) {
        throw new EOFException("No end of an HTTP head after " + raw.size() + " bytes.");
      }
      raw.write(next);
      matched = next == END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return new HttpHead(raw.toByteArray());
  }

  byte[] raw() {
    return raw;
  }

  /// A word of the start line: method, target and version, or version, status and reason.
  String word(int index) {
    return startLine.get(index);
  }

  int status() throws IOException {
    try {
      return Integer.parseInt(word(1));
    } catch (NumberFormatException e) {
      throw new IOException("Not a status: " + word(1), e);
    }
  }

  /// By name in lower case; of a repeated header the last.
  Map<String, String> headers() {
    return headers;
  }

  boolean says(String name, String value) {
    return value.equalsIgnoreCase(headers.get(name));
  }

  boolean closesConnection() {
    return says("connection", "close") || startLine.contains("HTTP/1.0");
  }

  HttpBody requestBody() throws IOException {
    return framed(new HttpBody.Sized(0));
  }

  HttpBody responseBody(HttpHead request) throws IOException {
    int status = status();
    if (request.word(0).equals("HEAD") || status == 204 || status == 304) {
      return new HttpBody.Sized(0);
    }
    return framed(new HttpBody.UntilClose());
  }

  private HttpBody framed(HttpBody unsaid) throws IOException {
    if (says("transfer-encoding", "chunked")) {
      return new HttpBody.Chunked();
    }
    String length = headers.get("content-length");
    try {
      return length == null ? unsaid : new HttpBody.Sized(Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("Not a length: " + length, e);
    }
  }
}
