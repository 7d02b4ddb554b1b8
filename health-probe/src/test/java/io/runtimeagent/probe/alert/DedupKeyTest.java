package io.runtimeagent.probe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DedupKeyTest {
  @Test
  void keys_nameTheDeployment() {
    assertThat(DedupKey.heartbeat("ns-7", "astronomer_monitoring_dag"))
        .isEqualTo("runtime-agent-heartbeat:ns-7:astronomer_monitoring_dag");
    assertThat(DedupKey.observer("ns-7")).isEqualTo("runtime-agent-heartbeat-observer:ns-7");
    assertThat(DedupKey.shipping("ns-7", "h")).isEqualTo("runtime-agent-shipping:ns-7:h");
  }

  @Test
  void strangeNames_stayAsciiShortAndDifferent() {
    String umlaut = DedupKey.heartbeat("münchen 1", "d");
    assertThat(umlaut).matches("[!-~]{1,255}").startsWith("runtime-agent-heartbeat:m_nchen_1:d-");
    assertThat(umlaut).isNotEqualTo(DedupKey.heartbeat("mänchen 1", "d"));
    String lengthy = DedupKey.heartbeat("x".repeat(400), "d");
    assertThat(lengthy).hasSize(255).isNotEqualTo(DedupKey.heartbeat("x".repeat(401), "d"));
  }
}
