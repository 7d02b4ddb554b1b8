package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Crc32c;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3EncodingTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.log, a/b.log",
    "run_id=2026-01-01T00:00:00+00:00, run_id%3D2026-01-01T00%3A00%3A00%2B00%3A00",
    "'a b', a%20b",
    "a#b?c%d, a%23b%3Fc%25d",
    "é, %C3%A9",
    "e\u0301, e%CC%81",
    "a//b/../c, a//b/../c",
    "~-._*', ~-._%2A%27"
  })
  void path_isLiteralOnceDecoded(String key, String encoded) {
    assertThat(S3Encoding.path(key)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b c%2Fd", "é/漢字 &=?#", "100%"})
  void listedKey_isDecoded(String key) {
    assertThat(S3Encoding.decoded(S3Encoding.path(key))).isEqualTo(key);
    assertThat(S3Encoding.decoded(S3Encoding.path(key).replace("%20", "+"))).isEqualTo(key);
  }

  @Test
  void query_isInOrderAndEncoded() {
    var query = new TreeMap<>(Map.of("uploads", "", "prefix", "a/b c", "key-marker", "é"));
    assertThat(S3Encoding.query(query)).isEqualTo("key-marker=%C3%A9&prefix=a%2Fb%20c&uploads=");
  }

  /// The check value of CRC-32C, as it is written in a header.
  @Test
  void checksum_isBigEndianBase64() {
    int crc = Crc32c.of("123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(Integer.toHexString(crc)).isEqualTo("e3069283");
    assertThat(S3Encoding.checksum(crc)).isEqualTo("4waSgw==");
  }

  @Test
  void tag_isKeptWithoutQuotes() {
    assertThat(S3Encoding.bareTag("\"abc-2\"")).isEqualTo("abc-2");
    assertThat(S3Encoding.bareTag("abc")).isEqualTo("abc");
    assertThat(S3Encoding.bareTag("\"")).isEqualTo("\"");
    assertThat(S3Encoding.quotedTag("abc")).isEqualTo("\"abc\"");
  }
}
