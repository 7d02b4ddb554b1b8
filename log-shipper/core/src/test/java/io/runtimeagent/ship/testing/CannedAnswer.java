package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// An answer that the proxy gives in the place of the store.
public record CannedAnswer(int status, Map<String, String> headers, String body) {
  public CannedAnswer {
    headers = Map.copyOf(headers);
  }

  /// An error in S3's words, such as `503, SlowDown` or `403, AccessDenied`.
  public static CannedAnswer s3(int status, String code) {
    return new CannedAnswer(
        status, Map.of("Content-Type", "application/xml"), xml(code, "<RequestId>0</RequestId>"));
  }

  /// An error in Azure's words, such as `503, ServerBusy` or `403, AuthorizationFailure`.
  public static CannedAnswer azure(int status, String code) {
    return new CannedAnswer(
        status, Map.of("Content-Type", "application/xml", "x-ms-error-code", code), xml(code, ""));
  }

  /// An error in Google's words, such as `429, rateLimitExceeded` or `403, forbidden`.
  public static CannedAnswer gcs(int status, String reason) {
    String body =
        """
        {"error": {"code": %d, "message": "injected", "errors": [
          {"domain": "global", "reason": "%s", "message": "injected"}]}}
        """
            .formatted(status, reason);
    return new CannedAnswer(status, Map.of("Content-Type", "application/json"), body);
  }

  /// What a load balancer says that knows nothing of stores.
  public static CannedAnswer plain(int status) {
    return new CannedAnswer(status, Map.of("Content-Type", "text/html"), "<h1>" + status + "</h1>");
  }

  /// S3's way to fail a CompleteMultipartUpload after it has begun to answer: 200, and an error in
  /// the body.
  public static CannedAnswer s3ErrorIn200() {
    return s3(200, "InternalError");
  }

  public CannedAnswer retryAfter(Duration wait) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put("Retry-After", String.valueOf(wait.toSeconds()));
    return new CannedAnswer(status, more, body);
  }

  /// To HEAD the body is only announced; so it is to any request that gets 204 or 304.
  byte[] bytes(HttpHead request) {
    byte[] content = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Injected\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
    if (!request.word(0).equals("HEAD") && status != 204 && status != 304) {
      all.writeBytes(content);
    }
    return all.toByteArray();
  }

  private static String xml(String code, String more) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Error><Code>%s</Code><Message>injected</Message>%s</Error>\
    """
        .formatted(code, more);
  }
}
