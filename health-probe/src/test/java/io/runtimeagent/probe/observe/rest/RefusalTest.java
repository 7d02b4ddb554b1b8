package io.runtimeagent.probe.observe.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each reason for a refusal has words of its own, which name the key to look at.
class RefusalTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Login PASSWORD = new Login.Password("me", Secret.of("s3cret"));
  private static final Login OPAQUE = new Login.Token(Secret.of("s3cret"));

  private static String words(Login login, int status, String body) {
    var response = new Answer.Response(status, HttpHeaders.of(Map.of(), (_, _) -> true), body);
    ObserveException refused = new Refusal(login, () -> NOW).of(response, "/api/v2/dags");
    assertThat(refused.kind()).isEqualTo(Kind.AUTH);
    assertThat(refused.words())
        .startsWith("/api/v2/dags: " + status + ", ")
        .doesNotContain("s3cret");
    return refused.words();
  }

  private static Login tokenUntil(Instant expiry) {
    String payload = "{\"iat\": 1, \"exp\": " + expiry.getEpochSecond() + "}";
    String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8));
    return new Login.Token(Secret.of("s3cret." + claims + ".s3cret"));
  }

  @Test
  void expiredToken_saysUntilWhenItWasGood() {
    assertThat(words(tokenUntil(NOW), 403, "{\"detail\":\"Forbidden\"}"))
        .endsWith("airflow_api_token has expired: it was good until 2026-11-21T12:00:00Z");
    assertThat(words(OPAQUE, 401, "{\"detail\":\"Token Expired\"}"))
        .endsWith("airflow_api_token has expired");
  }

  @Test
  void wrongToken_isNoneThatAirflowTakes() {
    Login good = tokenUntil(NOW.plusSeconds(1));
    assertThat(words(good, 401, "")).contains("airflow_api_token is wrong");
    assertThat(words(OPAQUE, 403, "{\"detail\":\"Invalid JWT token\"}"))
        .contains("airflow_api_token is wrong");
  }

  @Test
  void userWithoutPermission_isAnotherThing() {
    assertThat(words(OPAQUE, 403, "{\"detail\":\"Forbidden\"}"))
        .contains("the token's user may not read it", "auth_backends");
    assertThat(words(PASSWORD, 403, "")).contains("the user may not read it", "auth_backends");
  }

  @Test
  void wrongPassword_andNoLogin_nameTheirKeys() {
    assertThat(words(PASSWORD, 401, ""))
        .endsWith("airflow_api_username or airflow_api_password is wrong");
    assertThat(words(new Login.None(), 401, ""))
        .contains("Airflow wants a login", "airflow_api_token");
  }

  @Test
  void otherStatuses_areNoRefusal() {
    var response = new Answer.Response(500, HttpHeaders.of(Map.of(), (_, _) -> true), "");
    assertThat(new Refusal(OPAQUE, () -> NOW).of(response, "/x").kind()).isEqualTo(Kind.STATUS);
  }
}
