package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.s3.S3Signer.Scope;
import io.runtimeagent.ship.s3.S3Signer.Unsigned;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class S3SignerTest {
  /// The examples of Amazon's documentation of Signature Version 4 for S3.
  private static final AwsCredentialsIdentity EXAMPLE =
      AwsCredentialsIdentity.create(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static final Instant EXAMPLE_TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String EXAMPLE_HOST = "examplebucket.s3.amazonaws.com";

  private final S3Signer signer = new S3Signer();

  @Test
  void get_ofTheDocumentation_isSignedAsThere() {
    var request =
        new Unsigned(
            "GET",
            "/test.txt",
            "",
            Map.of("host", EXAMPLE_HOST, "range", "bytes=0-9"),
            S3Signer.EMPTY_HASH);
    assertThat(signature(request))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void put_ofTheDocumentation_isSignedAsThere() {
    var request =
        new Unsigned(
            "PUT",
            "/" + S3Encoding.path("test$file.text"),
            "",
            Map.of(
                "host", EXAMPLE_HOST,
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class", "REDUCED_REDUNDANCY"),
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    assertThat(signature(request))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void list_ofTheDocumentation_isSignedAsThere() {
    var query = new TreeMap<>(Map.of("prefix", "J", "max-keys", "2"));
    var request =
        new Unsigned(
            "GET", "/", S3Encoding.query(query), Map.of("host", EXAMPLE_HOST), S3Signer.EMPTY_HASH);
    assertThat(signature(request))
        .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  /// Random keys, queries and headers are signed as the SDK signs them.
  @Test
  void any_request_isSignedAsTheSdkDoes() {
    long seed = Instant.now().toEpochMilli();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      String key = text(random, 60);
      var query = new TreeMap<String, String>();
      query.put("prefix", text(random, 20));
      query.put("uploadId", text(random, 10));
      String path = "/bucket/" + S3Encoding.path(key);
      var request =
          new Unsigned(
              "PUT",
              path,
              S3Encoding.query(query),
              Map.of("host", "localhost:9000", "x-amz-meta-a", "b c", "if-match", "\"t\""),
              S3Signer.UNSIGNED);
      AwsCredentialsIdentity who =
          i % 2 == 0 ? EXAMPLE : AwsSessionCredentialsIdentity.create("id", "secret", "token");
      Instant at = EXAMPLE_TIME.plusSeconds(random.nextInt(100_000_000));
      assertThat(signer.sign(request, new Scope(who, at, "eu-west-1")).get("authorization"))
          .as("seed %d, key %s", seed, key)
          .isEqualTo(signedBySdk(request, who, at));
    }
  }

  private static String signedBySdk(Unsigned request, AwsCredentialsIdentity who, Instant at) {
    SdkHttpRequest.Builder http =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create("http://localhost:9000" + request.path() + "?" + request.query()));
    request.headers().forEach(http::putHeader);
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(who)
                    .request(http.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String text(SplittableRandom random, int length) {
    String alphabet = "abcXYZ019-._~/ +%#?&=:;,@!$'()*[]\"é漢\u0301";
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(alphabet::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  private String signature(Unsigned request) {
    String authorization =
        signer.sign(request, new Scope(EXAMPLE, EXAMPLE_TIME, "us-east-1")).get("authorization");
    return String.valueOf(authorization).replaceFirst(".*Signature=", "");
  }
}
