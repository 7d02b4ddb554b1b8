package io.runtimeagent.ship.s3.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection to the server: one exchange at a time, by one thread at a time.
///
/// `limit` is the time at which a watching thread may cut it; it moves on with every piece of
/// progress, up to the end of the whole call.
final class HttpConnection {
  private static final int BUFFER = 16 * 1024;
  private static final int LARGE_BUFFER = 64 * 1024;
  private static final Duration LATE_REPLY_TIMEOUT = Duration.ofSeconds(2);
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final Socket socket;
  private final Socket wire;
  private final BufferedInputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final Preface preface;
  private volatile long limitNanos = NO_LIMIT;
  private volatile boolean cut;
  private long idleSinceNanos;

  /// What every request of a connection begins its target with, and the header lines that it
  /// carries.
  record Preface(String targetPrefix, String headerLines) {}

  /// `wire` is the socket below TLS: closing it never waits for a thread that writes.
  HttpConnection(Socket socket, Socket wire, Preface preface) throws IOException {
    this.socket = socket;
    this.wire = wire;
    this.in = new BufferedInputStream(socket.getInputStream(), 4096);
    this.out = socket.getOutputStream();
    this.preface = preface;
  }

  /// Sends the request and reads the reply's headers.
  HttpHead exchange(HttpCall call) throws IOException {
    long end = System.nanoTime() + call.callTimeout().toNanos();
    long stall = call.stallTimeout().toNanos();
    // The watching thread limits it: a timer for each read costs more than the read.
    socket.setSoTimeout(0);
    limitNanos = Math.min(end, System.nanoTime() + stall);
    HttpHead early;
    try {
      early = sendAll(call, end);
    } catch (BodyException e) {
      throw e;
    } catch (IOException e) {
      return lateReply(call, e);
    }
    if (early != null) {
      return refusal(early, new IOException("The server answered before it had the request."));
    }
    limitNanos = Math.min(end, System.nanoTime() + stall);
    return HttpHead.read(in, call.method());
  }

  /// What a server said that stopped reading.
  private HttpHead lateReply(HttpCall call, IOException failure) throws IOException {
    if (cut) {
      throw timedOut(failure);
    }
    HttpHead head;
    try {
      socket.setSoTimeout((int) LATE_REPLY_TIMEOUT.toMillis());
      head = HttpHead.read(in, call.method());
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
    return refusal(head, failure);
  }

  /// A reply to half a request can be a refusal but no success.
  private static HttpHead refusal(HttpHead head, IOException failure) throws IOException {
    if (head.status() < 300) {
      throw failure;
    }
    return head.notReusable();
  }

  /// Null, or what the server answered in the meantime.
  private @Nullable HttpHead sendAll(HttpCall call, long end) throws IOException {
    byte[] head = head(call);
    HttpBody body = call.body();
    if (body.length() == 0) {
      out.write(head);
      return null;
    }
    try (BodyReader source = new BodyReader(body)) {
      if (head.length + body.length() <= BUFFER * 2L) {
        sendSmall(head, source, (int) body.length());
        return null;
      }
      out.write(head);
      return sendLarge(source, call, end);
    }
  }

  private void sendSmall(byte[] head, BodyReader source, int length) throws IOException {
    byte[] all = new byte[head.length + length];
    System.arraycopy(head, 0, all, 0, head.length);
    int filled = head.length;
    while (filled < all.length) {
      filled += source.read(all, filled);
    }
    out.write(all);
  }

  private @Nullable HttpHead sendLarge(BodyReader source, HttpCall call, long end)
      throws IOException {
    byte[] piece = call.body().length() > 16L * BUFFER ? new byte[LARGE_BUFFER] : buffer;
    long stall = call.stallTimeout().toNanos();
    long left = call.body().length();
    while (left > 0) {
      int n = source.read(piece, 0);
      limitNanos = Math.min(end, System.nanoTime() + stall);
      if (in.available() > 0) {
        HttpHead early = HttpHead.readOne(in, call.method());
        if (!early.interim()) {
          return early;
        }
      }
      out.write(piece, 0, n);
      left -= n;
    }
    return null;
  }

  private byte[] head(HttpCall call) {
    var text = new StringBuilder(1024);
    text.append(call.method()).append(' ').append(preface.targetPrefix()).append(call.target());
    text.append(" HTTP/1.1\r\n");
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (call.body().length() > 0 || call.method().startsWith("P")) {
      text.append("content-length: ").append(call.body().length()).append("\r\n");
    }
    return text.append(preface.headerLines())
        .append("\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  InputStream in() {
    return in;
  }

  /// From here on only the time between two bytes is limited: whoever reads sets the pace.
  void unlimited(Duration stall) throws IOException {
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, stall.toMillis()));
    limitNanos = NO_LIMIT;
  }

  void idle(long nowNanos) {
    limitNanos = NO_LIMIT;
    idleSinceNanos = nowNanos;
  }

  boolean idleFor(Duration time, long nowNanos) {
    return nowNanos - idleSinceNanos >= time.toNanos();
  }

  /// Whether the server has kept the connection: it has said nothing and has not hung up.
  boolean alive() {
    try {
      socket.setSoTimeout(1);
      in.read();
      return false;
    } catch (SocketTimeoutException expected) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Ends the connection under the thread that uses it, if its time is up.
  void cutIfOverdue(long nowNanos) {
    long limit = limitNanos;
    if (limit != NO_LIMIT && nowNanos - limit > 0) {
      cut = true;
      close(wire);
    }
  }

  /// The failure as the caller should know it: a cut connection is a time-out.
  IOException timedOut(IOException failure) {
    if (!cut) {
      return failure;
    }
    var timeout = new SocketTimeoutException("No answer within the time allowed.");
    timeout.initCause(failure);
    return timeout;
  }

  void close() {
    close(wire);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing was to come from it any more.
    }
  }
}
