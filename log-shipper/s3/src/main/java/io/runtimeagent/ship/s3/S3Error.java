package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What a server said instead of doing what it was asked. `code` is empty when the answer had no
/// body that can be read, as answers to HEAD have none.
record S3Error(
    int status, String code, String message, Duration retryAfter, Optional<String> region) {
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_MESSAGE = 200;
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(10);

  static S3Error of(int status, String code, String message) {
    return new S3Error(status, code, message, Duration.ZERO, Optional.empty());
  }

  /// Reads the error out of a reply, and the reply to its end.
  static S3Error read(HttpReply reply) throws IOException {
    byte[] body = reply.body().readNBytes(MAX_BODY);
    var fields = S3Xml.Fields.ofErrorOrEmpty(body);
    Optional<String> region = reply.header("x-amz-bucket-region").or(() -> fields.text("Region"));
    String code = fields.text("Code").or(() -> reply.header("x-minio-error-code")).orElse("");
    return new S3Error(
        reply.status(), code, fields.text("Message").orElse(""), retryAfter(reply), region);
  }

  private static Duration retryAfter(HttpReply reply) {
    String seconds = reply.header("retry-after").orElse("");
    if (seconds.isEmpty() || seconds.length() > 6 || !seconds.chars().allMatch(S3Error::isDigit)) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// For people: status, code and the server's own words.
  String reason() {
    String words = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    return "The store answered "
        + status
        + (code.isEmpty() ? "" : " " + code)
        + (words.isEmpty() ? "." : ": " + words);
  }
}
