package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2024-03-05T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          120                           | 120
          ' 7 '                         | 7
          0                             | 0
          86400                         | 900
          999999999999                  | 900
          -5                            | 0
          soon                          | 0
          ''                            | 0
          Tue, 5 Mar 2024 10:01:30 GMT  | 90
          Tue, 05 Mar 2024 10:01:30 GMT | 90
          Tue, 05 Mar 2024 09:00:00 GMT | 0
          Wed, 06 Mar 2024 09:00:00 GMT | 900
          """)
  void header_isReadAndBounded(String value, long seconds) {
    HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (_, _) -> true);
    assertThat(RetryAfter.of(headers, NOW)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = "Tue, 05 Mar 2024 11:01:00 GMT | Tue, 05 Mar 2024 11:00:00 GMT | 60")
  void date_countsFromTheServersOwnClock(String value, String date, long seconds) {
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of("Retry-After", List.of(value), "Date", List.of(date)), (_, _) -> true);
    assertThat(RetryAfter.of(headers, NOW)).hasSeconds(seconds);
  }
}
