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

  /// The year 9999, in seconds.
  private static final long FAR = 253_000_000_000L;

  /// The token says itself how long it lives, by the other side's clock: only the length counts.
  static Token of(String text, Instant now) {
    double seconds = claim(text, "exp") - claim(text, "iat");
    // One of no make of Airflow's gets an hour, and a refusal renews it anyway.
    Duration life =
        Double.isNaN(seconds)
            ? UNKNOWN_LIFE
            : Duration.ofSeconds(Math.clamp((long) seconds, 1, LONGEST.toSeconds()));
    return new Token(text, now.plus(life.multipliedBy(4).dividedBy(5)));
  }

  /// When a token says that it expires; never where it does not say it.
  static Instant expiry(String text) {
    double exp = claim(text, "exp");
    return Double.isNaN(exp) ? Instant.MAX : Instant.ofEpochSecond(Math.clamp((long) exp, 0, FAR));
  }

  /// A number among what a token says of itself; not a number where it does not say it.
  private static double claim(String text, String name) {
    String[] parts = text.strip().split("\\.", -1);
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
      return Json.parse(new String(payload, StandardCharsets.UTF_8)) instanceof Json.Obj claims
              && claims.get(name) instanceof Json.Num(String number)
          ? Double.parseDouble(number)
          : Double.NaN;
    } catch (JsonException | IllegalArgumentException _) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return "Token[renewal=" + renewal + "]";
  }
}
