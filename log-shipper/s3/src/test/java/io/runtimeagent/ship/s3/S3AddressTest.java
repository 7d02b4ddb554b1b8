package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.S3Settings.Addressing;
import io.runtimeagent.ship.store.ObjectKey;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3AddressTest {
  private static final ObjectKey KEY = new ObjectKey("a b.log");

  @ParameterizedTest
  @CsvSource({
    "logs, eu-west-1, AUTO, https://logs.s3.eu-west-1.amazonaws.com:443/a%20b.log",
    "logs, eu-west-1, PATH, https://s3.eu-west-1.amazonaws.com:443/logs/a%20b.log",
    "my.logs, eu-west-1, AUTO, https://s3.eu-west-1.amazonaws.com:443/my.logs/a%20b.log",
    "logs, cn-north-1, AUTO, https://logs.s3.cn-north-1.amazonaws.com.cn:443/a%20b.log",
    "logs, us-gov-west-1, AUTO, https://logs.s3.us-gov-west-1.amazonaws.com:443/a%20b.log"
  })
  void amazon_isAddressedByItsOwnRules(
      String bucket, String region, Addressing addressing, String expected) {
    S3Address address = S3Address.of(settings(bucket, Optional.empty(), addressing), region);
    assertThat(url(address)).isEqualTo(expected);
    assertThat(address.isAmazon()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://minio:9000, AUTO, http://minio:9000/logs/a%20b.log",
    "http://minio, PATH, http://minio:80/logs/a%20b.log",
    "https://store.example/s3/, AUTO, https://store.example:443/s3/logs/a%20b.log",
    "HTTPS://store.example, VIRTUAL_HOST, https://logs.store.example:443/a%20b.log",
    "http://[::1]:9000, AUTO, http://::1:9000/logs/a%20b.log"
  })
  void endpointOfOnesOwn_isTakenAsItIs(URI endpoint, Addressing addressing, String expected) {
    S3Address address =
        S3Address.of(settings("logs", Optional.of(endpoint), addressing), "us-east-1");
    assertThat(url(address)).isEqualTo(expected);
    assertThat(address.isAmazon()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minio:9000", "ftp://minio", "/minio", "http:///"})
  void endpoint_thatIsNone_isRefused(String endpoint) {
    assertThatThrownBy(() -> settings("logs", Optional.of(URI.create(endpoint)), Addressing.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "é"})
  void bucket_thatIsNone_isRefused(String bucket) {
    assertThatThrownBy(() -> settings(bucket, Optional.empty(), Addressing.AUTO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentials_areNotPrinted() {
    var keys = new S3Credentials.StaticKeys("id", "very secret", Optional.of("a token"));
    assertThat(S3Settings.of("logs", keys).toString()).doesNotContain("secret", "token");
  }

  private static String url(S3Address address) {
    String scheme = address.protocol() == S3Address.Protocol.HTTPS ? "https" : "http";
    return scheme + "://" + address.host() + ":" + address.port() + address.path(KEY);
  }

  private static S3Settings settings(String bucket, Optional<URI> endpoint, Addressing addressing) {
    S3Settings plain = S3Settings.of(bucket, new S3Credentials.DefaultChain());
    return new S3Settings(
        bucket,
        Optional.empty(),
        endpoint,
        addressing,
        plain.credentials(),
        plain.encryption(),
        plain.storageClass(),
        plain.trust(),
        plain.payloadSigning(),
        plain.proxy());
  }
}
