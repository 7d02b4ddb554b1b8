package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/// An upload as `multipart/related` has it: what is said of the object, then its bytes.
///
/// The closing line follows only when the content has been read to its end and is what it was
/// measured to be, so what is cut short is never a whole upload.
final class Multipart {
  private final String boundary = "runtime-agent-" + UUID.randomUUID();
  private final byte[] head;
  private final Content content;
  private final byte[] tail;

  Multipart(byte[] metadata, Content content) {
    String before = "--" + boundary + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n";
    String between = "\r\n--" + boundary + "\r\nContent-Type: text/plain\r\n\r\n";
    this.head = join(ascii(before), metadata, ascii(between));
    this.content = content;
    this.tail = ascii("\r\n--" + boundary + "--\r\n");
  }

  String contentType() {
    return "multipart/related; boundary=" + boundary;
  }

  long length() {
    return head.length + content.length() + tail.length;
  }

  /// All of it, for what is small.
  byte[] bytes() throws IOException {
    byte[] all = new byte[Math.toIntExact(length())];
    System.arraycopy(head, 0, all, 0, head.length);
    var check = new Check();
    try (InputStream in = content.open()) {
      int read = in.readNBytes(all, head.length, (int) content.length());
      check.add(all, head.length, read);
      check.end(in);
    }
    System.arraycopy(tail, 0, all, all.length - tail.length, tail.length);
    return all;
  }

  /// Gives `sink` all of it in pieces of at most `pieceBytes`, until it wants no more.
  void send(int pieceBytes, Sink sink) throws IOException, InterruptedException {
    if (!sink.take(head)) {
      return;
    }
    var check = new Check();
    try (InputStream in = content.open()) {
      while (check.left() > 0) {
        byte[] piece = in.readNBytes((int) Math.min(pieceBytes, check.left()));
        check.add(piece, 0, piece.length);
        if (piece.length == 0) {
          break;
        }
        if (!sink.take(piece)) {
          return;
        }
      }
      check.end(in);
    }
    sink.take(tail);
  }

  /// Takes pieces; keeps the array. False: no more is wanted.
  @FunctionalInterface
  interface Sink {
    boolean take(byte[] piece) throws IOException, InterruptedException;
  }

  /// What was read so far, against what was measured.
  private final class Check {
    private final CRC32C crc = new CRC32C();
    private long bytes;

    long left() {
      return content.length() - bytes;
    }

    void add(byte[] piece, int offset, int length) {
      crc.update(piece, offset, length);
      bytes += length;
    }

    void end(InputStream in) throws IOException {
      if (left() != 0 || in.read() >= 0 || (int) crc.getValue() != content.crc32c()) {
        throw new ContentChangedException("The log has other bytes than were measured.");
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[] first, byte[] second, byte[] third) {
    byte[] all = new byte[first.length + second.length + third.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    System.arraycopy(third, 0, all, first.length + second.length, third.length);
    return all;
  }
}
