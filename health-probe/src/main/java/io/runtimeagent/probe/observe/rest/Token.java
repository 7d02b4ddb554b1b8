package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// A bearer token, and when it should be replaced.
record Token(String text, Instant renewal) {
  private static final Duration UNKNOWN_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /// The token says itself how long it lives, by the other side's clock: only the length counts.
  static Token of(String text, Instant now) {
    Duration life = UNKNOWN_LIFE;
    String[] parts = text.split("\\.", -1);
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
      if (Json.parse(new String(payload, StandardCharsets.UTF_8)) instanceof Json.Obj claims
          && claims.get("exp") instanceof Json.Num(String exp)
          && claims.get("iat") instanceof Json.Num(String iat)) {
        long seconds = (long) (Double.parseDouble(exp) - Double.parseDouble(iat));
        life = Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST.toSeconds()));
      }
    } catch (JsonException | IllegalArgumentException _) {
      // No token of Airflow's own make: an hour it is, and a refusal renews it anyway.
      life = UNKNOWN_LIFE;
    }
    return new Token(text, now.plus(life.multipliedBy(4).dividedBy(5)));
  }

  @Override
  public String toString() {
    return "Token[renewal=" + renewal + "]";
  }
}
