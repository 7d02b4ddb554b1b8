package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4 for S3, written for tests only: a judge that shares no code with what it
/// judges.
final class SignatureV4 {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String accessKey;
  private final String secretKey;
  private final String region;
  private final InstantSource clock;

  SignatureV4(String accessKey, String secretKey, String region, InstantSource clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.region = region;
    this.clock = clock;
  }

  /// The headers to send; `host` is signed but left out, because the HTTP client adds it itself.
  Map<String, String> sign(StoreRequest request) {
    String time = TIME.format(clock.instant());
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("host", request.uri().getRawAuthority());
    headers.put("x-amz-date", time);
    headers.put("x-amz-content-sha256", sha256(request.body()));
    String names = String.join(";", headers.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String canonical = sha256(canonical(request, headers).getBytes(UTF_8));
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, canonical);
    String signature = HexFormat.of().formatHex(hmac(key(scope), toSign));
    headers.remove("host");
    headers.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKey, scope, names, signature));
    return headers;
  }

  private static String canonical(StoreRequest request, Map<String, String> headers) {
    String query =
        request.query().entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&"));
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        request.uri().getRawPath(),
        query,
        lines,
        String.join(";", headers.keySet()),
        headers.get("x-amz-content-sha256"));
  }

  private byte[] key(String scope) {
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No HMAC-SHA-256.", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No SHA-256.", e);
    }
  }
}
