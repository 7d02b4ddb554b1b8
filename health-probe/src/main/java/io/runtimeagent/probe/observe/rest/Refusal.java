package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.time.Instant;
import java.time.InstantSource;

/// Why Airflow gives us no answer, and which key of the configuration to look at.
record Refusal(Login login, InstantSource clock) {
  private static final String MAY_NOT =
      "may not read it, or Airflow 2's [api] auth_backends let nobody in";

  ObserveException of(Answer.Response response, String what) {
    int status = response.status();
    if (status != 401 && status != 403) {
      return ApiCalls.refused(response, what);
    }
    return new ObserveException(
        Reading.Kind.AUTH, what + ": " + status + ", " + words(status, response.body()));
  }

  private String words(int status, String body) {
    return switch (login) {
      case Login.None() ->
          "Airflow wants a login: set airflow_api_username and airflow_api_password, or"
              + " airflow_api_token";
      case Login.Password _ ->
          status == 401
              ? "airflow_api_username or airflow_api_password is wrong"
              : "the user " + MAY_NOT;
      case Login.Token(var token) -> token(Token.expiry(token.reveal()), status, body);
    };
  }

  /// The other side says that a token has expired, or the token itself does.
  private String token(Instant expiry, int status, String body) {
    if (!clock.instant().isBefore(expiry)) {
      return "airflow_api_token has expired: it was good until " + expiry;
    }
    if (body.contains("Token Expired")) {
      return "airflow_api_token has expired";
    }
    return status == 401 || body.contains("Invalid JWT")
        ? "airflow_api_token is wrong: it is no token that this Airflow takes"
        : "the token's user " + MAY_NOT;
  }
}
