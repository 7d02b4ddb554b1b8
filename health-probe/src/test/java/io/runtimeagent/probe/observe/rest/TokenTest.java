package io.runtimeagent.probe.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.observe.RecordedAirflow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static Duration life(String payload) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String middle = encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return Duration.between(NOW, Token.of("e30." + middle + ".x", NOW).renewal());
  }

  @Test
  void tokenOfADay_isReplacedBeforeItsEnd_whateverTheOtherClockSays() {
    String recorded = RecordedAirflow.recorded("3.3/auth-token-decoded.json");
    assertThat(recorded).contains("\"exp\"", "\"iat\"");
    assertThat(life("{\"iat\":1000,\"exp\":87400}")).isEqualTo(Duration.ofMinutes(1152));
    assertThat(life("{\"iat\":9999999999,\"exp\":10000003599}")).isEqualTo(Duration.ofMinutes(48));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"exp\":1}", "[]", "not json", "{\"iat\":\"a\",\"exp\":\"b\"}"})
  void tokenThatTellsNoLife_isReplacedWithinTheHour(String payload) {
    assertThat(life(payload)).isEqualTo(Duration.ofMinutes(48));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"iat\":9,\"exp\":1}", "{\"iat\":0,\"exp\":1e300}"})
  void lifeThatCannotBe_isBounded(String payload) {
    assertThat(life(payload)).isBetween(Duration.ZERO, Duration.ofDays(30));
  }

  @Test
  void token_isNotPrinted() {
    assertThat(Token.of("a.b.c", NOW).toString()).doesNotContain("a.b.c");
  }
}
