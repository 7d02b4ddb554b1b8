package io.runtimeagent.ship.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to the store, used for one request after the other.
final class ProxyUpstream implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /// Shorter than any server's own patience: a connection that the server is about to close would
  /// look like a fault.
  private static final long IDLE_LIMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final InetSocketAddress address;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private LenientOutput out = new LenientOutput(OutputStream.nullOutputStream());
  private long usedNanos;

  ProxyUpstream(InetSocketAddress address) {
    this.address = address;
  }

  /// Sends head and body, and returns the head of the answer. The body is read to its end even if
  /// the store has answered before and listens no more, so that the client comes to read that
  /// answer.
  HttpHead send(HttpHead request, InputStream body) throws IOException {
    connect();
    out.write(request.raw());
    request.requestBody().copy(body, out);
    out.flush();
    HttpHead response = HttpHead.read(in);
    while (response != null && response.status() < 200) {
      response = HttpHead.read(in);
    }
    if (response == null) {
      throw new IOException("The store closes the connection without an answer.");
    }
    return response;
  }

  /// Takes the body of the answer that [#send] has returned the head of.
  void receive(HttpHead request, HttpHead response, OutputStream body) throws IOException {
    HttpBody framing = response.responseBody(request);
    framing.copy(in, body);
    usedNanos = System.nanoTime();
    boolean ended = framing instanceof HttpBody.UntilClose;
    if (ended || out.failed || request.closesConnection() || response.closesConnection()) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void connect() throws IOException {
    if (socket != null && System.nanoTime() - usedNanos < IDLE_LIMIT_NANOS) {
      return;
    }
    close();
    Socket fresh = new Socket();
    fresh.setTcpNoDelay(true);
    fresh.connect(address, (int) CONNECT_LIMIT.toMillis());
    socket = fresh;
    in = new BufferedInputStream(fresh.getInputStream());
    out = new LenientOutput(new BufferedOutputStream(fresh.getOutputStream(), 64 * 1024));
  }

  /// Forgets what cannot be written any more.
  private static final class LenientOutput extends FilterOutputStream {
    private boolean failed;

    LenientOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (!failed) {
        try {
          out.write(bytes, offset, length);
        } catch (IOException expected) {
          failed = true;
        }
      }
    }

    @Override
    public void flush() {
      if (!failed) {
        try {
          out.flush();
        } catch (IOException expected) {
          failed = true;
        }
      }
    }
  }
}
