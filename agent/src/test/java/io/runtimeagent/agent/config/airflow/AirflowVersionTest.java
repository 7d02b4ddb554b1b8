package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirflowVersionTest {

  @ParameterizedTest
  @CsvSource({
    "2.11.0, 2.11.0",
    "3.1.8, 3.1.8",
    "3.0, 3.0.0",
    "2.10.5+astro.1, 2.10.5",
    "3.2.0rc1, 3.2.0",
    "3.2.0.dev0, 3.2.0",
    "3.0.2.post1, 3.0.2",
    "v3.1.0, 3.1.0",
    "' 2.4.3-1 ', 2.4.3",
    "999999.0.1, 999999.0.1"
  })
  void parse_readsTheNumbers(String text, String version) {
    assertThat(AirflowVersion.parse(text)).map(AirflowVersion::toString).contains(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "main", "edge", "3", "latest-3.1", "9999999.1", "3.x", "..", "-1.2"})
  void parse_takesNothingElse(String text) {
    assertThat(AirflowVersion.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2.9.0, 2.10.0", "2.11.9, 3.0.0", "3.1.7, 3.1.8"})
  void order_isByNumber(String less, String more) {
    assertThat(AirflowVersion.parse(less).orElseThrow())
        .isLessThan(AirflowVersion.parse(more).orElseThrow());
  }
}
