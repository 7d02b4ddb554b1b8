package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.runtimeagent.ship.testing.ProxyFault.Moment;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// One connection of a client: its requests, one after the other, each with its fault.
final class ProxyConnection {
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final FaultProxy proxy;
  private final InputStream in;
  private final OutputStream out;

  ProxyConnection(FaultProxy proxy, Socket client) throws IOException {
    this.proxy = proxy;
    this.in = new BufferedInputStream(client.getInputStream());
    this.out = new BufferedOutputStream(client.getOutputStream(), 64 * 1024);
  }

  /// Returns when the connection is to be closed.
  void serve() throws IOException {
    try (ProxyUpstream upstream = proxy.upstream()) {
      HttpHead request = HttpHead.read(in);
      while (request != null) {
        ProxyFault fault = proxy.faultOf(request);
        boolean goesOn = serve(request, fault, upstream);
        out.flush();
        request = goesOn && !request.closesConnection() ? HttpHead.read(in) : null;
      }
    }
  }

  /// Takes whatever comes and answers nothing, until the client gives up.
  void ignore() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private boolean serve(HttpHead request, ProxyFault fault, ProxyUpstream upstream)
      throws IOException {
    return switch (fault) {
      case ProxyFault.Forward() -> forward(request, upstream);
      case ProxyFault.Slow slow -> forwardSlowly(request, slow, upstream);
      case ProxyFault.CutResponse() -> forwardHalf(request, upstream);
      case ProxyFault.CommitLate late -> commitLate(request, late);
      case ProxyFault.Answer(Moment moment, CannedAnswer answer) when moment == Moment.BEFORE ->
          refuse(request, answer);
      case ProxyFault.Answer(_, CannedAnswer answer) -> {
        commit(request, upstream);
        out.write(answer.bytes(request));
        yield true;
      }
      case ProxyFault.Drop(Moment moment) -> {
        if (moment == Moment.AFTER_COMMIT) {
          commit(request, upstream);
        }
        yield false;
      }
      case ProxyFault.Hang(Moment moment) -> {
        if (moment == Moment.AFTER_COMMIT) {
          commit(request, upstream);
        }
        ignore();
        yield false;
      }
    };
  }

  private boolean forward(HttpHead request, ProxyUpstream upstream) throws IOException {
    HttpHead response = upstream.send(request, body(request));
    out.write(response.raw());
    upstream.receive(request, response, out);
    return continues(request, response);
  }

  private boolean forwardSlowly(HttpHead request, ProxyFault.Slow slow, ProxyUpstream upstream)
      throws IOException {
    SlowOutput.pause(slow.latency());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    request.requestBody().copy(body(request), new SlowOutput(body, slow.bytesPerSecond()));
    HttpHead response = upstream.send(request, new ByteArrayInputStream(body.toByteArray()));
    out.write(response.raw());
    upstream.receive(request, response, new SlowOutput(out, slow.bytesPerSecond()));
    return continues(request, response);
  }

  /// Half of the body, or of the head if there is no body.
  private boolean forwardHalf(HttpHead request, ProxyUpstream upstream) throws IOException {
    HttpHead response = upstream.send(request, body(request));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    upstream.receive(request, response, body);
    if (body.size() == 0) {
      out.write(response.raw(), 0, response.raw().length / 2);
    } else {
      out.write(response.raw());
      out.write(body.toByteArray(), 0, body.size() / 2);
    }
    return false;
  }

  private boolean commitLate(HttpHead request, ProxyFault.CommitLate late) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    request.requestBody().copy(body(request), body);
    proxy.commitLate(request, body.toByteArray(), late.delay());
    out.write(late.answer().bytes(request));
    return true;
  }

  private void commit(HttpHead request, ProxyUpstream upstream) throws IOException {
    HttpHead response = upstream.send(request, body(request));
    upstream.receive(request, response, OutputStream.nullOutputStream());
  }

  /// The body is read first: a client that is still sending would see a reset connection instead of
  /// the answer. One that waits to be asked for its body is not asked.
  private boolean refuse(HttpHead request, CannedAnswer answer) throws IOException {
    boolean waits = waitsToBeAsked(request);
    if (!waits) {
      request.requestBody().copy(in, OutputStream.nullOutputStream());
    }
    out.write(answer.bytes(request));
    return !waits;
  }

  private InputStream body(HttpHead request) throws IOException {
    if (waitsToBeAsked(request)) {
      out.write(CONTINUE);
      out.flush();
    }
    return in;
  }

  private static boolean waitsToBeAsked(HttpHead request) {
    return request.says("expect", "100-continue");
  }

  private static boolean continues(HttpHead request, HttpHead response) throws IOException {
    return !response.closesConnection()
        && !(response.responseBody(request) instanceof HttpBody.UntilClose);
  }
}
