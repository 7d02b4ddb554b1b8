package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentExpansionTest {

  @Test
  void variableThatNamesItself_isRefused() {
    var expansion = new EnvironmentExpansion(Map.of("A", "$A/x"));
    assertThatThrownBy(() -> expansion.expand("$A")).isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void variableThatDoubles_isRefusedBeforeItFillsTheMemory() {
    var expansion = new EnvironmentExpansion(Map.of("A", "$A$A"));
    assertThatThrownBy(() -> expansion.expand("$A")).isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void homeOfRoot_hasNoDoubleSlash() throws UnreadableValueException {
    assertThat(new EnvironmentExpansion(Map.of("HOME", "/")).expand("~/airflow"))
        .isEqualTo("/airflow");
    assertThat(new EnvironmentExpansion(Map.of("HOME", "/")).expand("~")).isEqualTo("/");
  }
}
