package io.runtimeagent.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Writes answers. Nobody waits for a slow reader: the bytes go when its connection takes them.
final class Replies {
  private static final int WORTH_COMPRESSING = 1_024;

  /// The page has its style and script inside and nothing from elsewhere.
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
          "Vary", "Accept, Accept-Encoding");

  private Replies() {}

  /// Whom to answer.
  record To(Request request, Response response, Callback callback) {}

  /// `configured` are the operator's own headers, which win over ours.
  static void send(Answer answer, Map<String, String> configured, To to) {
    Response response = to.response();
    response.setStatus(answer.status());
    ALWAYS.forEach(response.getHeaders()::put);
    answer.headers().forEach(response.getHeaders()::put);
    configured.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (body.length >= WORTH_COMPRESSING && acceptsGzip(to.request())) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      body = compressed(body);
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = HttpMethod.HEAD.is(to.request().getMethod());
    response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), to.callback());
  }

  private static boolean acceptsGzip(Request request) {
    return request.getHeaders().getCSV(HttpHeader.ACCEPT_ENCODING, false).stream()
        .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches(".*;\\s*q=0(\\.0*)?"));
  }

  private static byte[] compressed(byte[] body) {
    var bytes = new ByteArrayOutputStream(body.length / 4);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }
}
