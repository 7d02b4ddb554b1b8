package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "abc, abc, 0", "ab, ba, 2"})
  void distance_isLevenshteins(String from, String to, int distance) {
    assertThat(NearestName.distance(from, to)).isEqualTo(distance);
    assertThat(NearestName.distance(to, from)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "destinaton, destination",
    "http-port, http_port",
    "webhook_url, alert_webhook_url",
    "s3_endpoint, s3_endpoint_url",
    "x, role"
  })
  void nearest_isTheOneThatWasMeant(String written, String meant) {
    List<String> known = Settings.ALL.stream().map(Setting::key).toList();
    assertThat(NearestName.of(written, known)).isEqualTo(meant);
  }
}
