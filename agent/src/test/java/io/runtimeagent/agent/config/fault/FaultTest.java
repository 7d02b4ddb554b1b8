package io.runtimeagent.agent.config.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void fault_isOneLineWithAllFourParts() {
    assertThat(new Fault("[a] k", "K_VARIABLE", "x\ny\u0007\"", "a number.").describe())
        .isEqualTo("[a] k = \"x\\ny\\u0007\"\" (K_VARIABLE): accepted is a number.");
  }

  @Test
  void absentValue_isLeftOut() {
    assertThat(new Fault("[a] k", "not set", "", "a number.").describe())
        .isEqualTo("[a] k (not set): accepted is a number.");
  }

  @Test
  void longValue_isCut() {
    assertThat(new Fault("k", "s", "😀".repeat(1000), "less.").describe()).hasSizeLessThan(500);
  }

  @Test
  void findings_areKeptOnceAndInOrder() {
    Findings findings = new Findings();
    findings.fault(new Fault("b", "s", "", "x."));
    findings.fault(new Fault("a", "s", "", "x."));
    findings.fault(new Fault("b", "s", "", "x."));
    assertThat(findings.faults()).extracting(Fault::key).containsExactly("b", "a");
  }
}
