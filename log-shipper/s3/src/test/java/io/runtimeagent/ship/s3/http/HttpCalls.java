package io.runtimeagent.ship.s3.http;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Requests, bodies and connections that tests of this package use.
final class HttpCalls {
  static final Duration SHORT = Duration.ofMillis(300);
  static final Duration LONG = Duration.ofSeconds(20);

  private HttpCalls() {}

  static HttpConnections to(StubServer server) {
    return connections(server.port(), Optional.empty());
  }

  static HttpConnections connections(int port, Optional<URI> proxy) {
    var route = new HttpRoute("127.0.0.1", port, Optional.empty(), proxy, Duration.ofSeconds(5));
    return new HttpConnections(route, "test").start();
  }

  static HttpConnections connections(StubServer server, LongSupplier idleClock) {
    var route = new HttpRoute("127.0.0.1", server.port(), Optional.empty(), Optional.empty(), LONG);
    return new HttpConnections(route, "test", idleClock).start();
  }

  static String text(HttpConnections connections, HttpCall call) throws IOException {
    try (HttpReply reply = connections.send(call)) {
      return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static HttpCall get() {
    return call("GET", HttpBody.NONE, LONG);
  }

  static HttpCall put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return call("PUT", of(bytes.length, () -> new ByteArrayInputStream(bytes)), LONG);
  }

  static HttpCall call(String method, HttpBody body, Duration timeout) {
    return new HttpCall(method, "/path?query", Map.of("host", "test"), body, timeout, LONG);
  }

  static HttpBody zeros(int length) {
    return body(length, length);
  }

  static HttpBody body(int said, int real) {
    return of(said, () -> new ByteArrayInputStream(new byte[real]));
  }

  static HttpBody failingAtItsEnd(int length) {
    return of(length, () -> new FailingStream(length));
  }

  private static HttpBody of(long length, Source source) {
    return new HttpBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() throws IOException {
        return source.open();
      }
    };
  }

  interface Source {
    InputStream open() throws IOException;
  }

  private static final class FailingStream extends FilterInputStream {
    FailingStream(int length) {
      super(new ByteArrayInputStream(new byte[length]));
    }

    @Override
    public int read() throws IOException {
      return orFail(in.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return orFail(in.read(target, offset, length));
    }

    private static int orFail(int read) throws IOException {
      if (read < 0) {
        throw new IOException("The source changed.");
      }
      return read;
    }
  }
}
