package io.runtimeagent.ship.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Signature Version 4 for S3: every header is signed, the path is encoded once.
///
/// The key derived from a secret, a day and a region is kept, so that a request costs two hashes.
final class S3Signer {
  /// The payload hash of a request whose signature does not cover the body.
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /// The SHA-256 of nothing.
  static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  private volatile @Nullable DerivedKey latestKey;
  private volatile Stamp latestStamp = Stamp.of(0);

  /// What is to be signed. `path` and `query` are encoded as they go out, the query sorted by name;
  /// header names are lower case, `host` among them.
  record Unsigned(
      String method, String path, String query, Map<String, String> headers, String payloadHash) {}

  /// Who signs, when and for which region.
  record Scope(AwsCredentialsIdentity credentials, Instant at, String region) {}

  private record DerivedKey(String secret, String day, String region, SecretKey key) {
    boolean isFor(String otherSecret, String otherDay, String otherRegion) {
      return day.equals(otherDay) && region.equals(otherRegion) && secret.equals(otherSecret);
    }
  }

  /// A second as it is written in requests.
  private record Stamp(long second, String text) {
    static Stamp of(long second) {
      return new Stamp(second, TIME.format(Instant.ofEpochSecond(second)));
    }
  }

  /// All headers of the request, the signature among them.
  SortedMap<String, String> sign(Unsigned request, Scope scope) {
    String time = stamp(scope.at().getEpochSecond());
    String day = time.substring(0, 8);
    var headers = new TreeMap<>(request.headers());
    headers.put("x-amz-date", time);
    headers.put("x-amz-content-sha256", request.payloadHash());
    if (scope.credentials() instanceof AwsSessionCredentialsIdentity session) {
      headers.put("x-amz-security-token", session.sessionToken());
    }
    String names = String.join(";", headers.keySet());
    String where = day + "/" + scope.region() + "/s3/aws4_request";
    String toSign =
        ALGORITHM + "\n" + time + "\n" + where + "\n" + sha256(canonical(request, headers, names));
    SecretKey key = key(scope.credentials().secretAccessKey(), day, scope.region());
    headers.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + scope.credentials().accessKeyId()
            + "/"
            + where
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HEX.formatHex(hmac(key, toSign)));
    return headers;
  }

  private static String canonical(
      Unsigned request, SortedMap<String, String> headers, String names) {
    var text = new StringBuilder(1024);
    text.append(request.method()).append('\n').append(request.path()).append('\n');
    text.append(request.query()).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append('\n').append(names).append('\n').append(request.payloadHash()).toString();
  }

  private String stamp(long second) {
    Stamp stamp = latestStamp;
    if (stamp.second() != second) {
      stamp = Stamp.of(second);
      latestStamp = stamp;
    }
    return stamp.text();
  }

  private SecretKey key(String secret, String day, String region) {
    DerivedKey known = latestKey;
    if (known != null && known.isFor(secret, day, region)) {
      return known.key();
    }
    byte[] dated = hmac(key(("AWS4" + secret).getBytes(StandardCharsets.UTF_8)), day);
    byte[] placed = hmac(key(hmac(key(dated), region)), "s3");
    SecretKey key = key(hmac(key(placed), "aws4_request"));
    latestKey = new DerivedKey(secret, day, region, key);
    return key;
  }

  private static String sha256(String text) {
    return HEX.formatHex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HMAC-SHA-256.", e);
    }
  }
}
