package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final String NOON = "Sat, 21 Nov 2026 12:00:00 GMT";

  @Test
  void of_seconds_areSeconds() {
    assertThat(of(Map.of("retry-after", " 120 "))).isEqualTo(Duration.ofMinutes(2));
    assertThat(of(Map.of("Retry-After", "-5"))).isZero();
  }

  @Test
  void of_date_isMeasuredAgainstTheServersClock() {
    String later = "Sat, 21 Nov 2026 12:00:30 GMT";
    assertThat(of(Map.of("Retry-After", later, "Date", NOON))).isEqualTo(Duration.ofSeconds(30));
    assertThat(of(Map.of("Retry-After", NOON, "Date", later))).isZero();
    assertThat(of(Map.of("Retry-After", later))).isZero();
  }

  @Test
  void of_nothingToRead_isZero() {
    assertThat(of(Map.of())).isZero();
    assertThat(of(Map.of("Retry-After", "soon", "Date", NOON))).isZero();
    assertThat(of(Map.of("Retry-After", "999999999999999999999", "Date", NOON))).isZero();
  }

  private static Duration of(Map<String, String> headers) {
    var lists = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return RetryAfter.of(HttpHeaders.of(lists, (_, _) -> true));
  }
}
