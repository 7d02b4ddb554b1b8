package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.json.JsonObject;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A token that Airflow 3 gives for user and password, or to anybody where it is set up so. It is
/// fetched anew before it expires, and when it is refused.
final class TokenSession implements Session {
  private static final String PATH = "/auth/token";

  private final ApiCalls calls;
  private final Login login;
  private final InstantSource clock;
  private @Nullable Token token;
  private boolean fresh;

  TokenSession(ApiCalls calls, Login login, InstantSource clock) {
    this.calls = calls;
    this.login = login;
    this.clock = clock;
  }

  @Override
  public void authorize(HttpRequest.Builder request) throws ObserveException, InterruptedException {
    Token valid = token;
    if (valid == null || !clock.instant().isBefore(valid.renewal())) {
      valid = fetch();
      token = valid;
      fresh = true;
    } else {
      fresh = false;
    }
    FixedSession.bearer(request, valid.text());
  }

  /// A token that was fetched for the very request that is refused is not refused for its age.
  @Override
  public boolean renew(Answer.Response refusal) throws ObserveException, InterruptedException {
    if (fresh) {
      return false;
    }
    token = fetch();
    return true;
  }

  private Token fetch() throws ObserveException, InterruptedException {
    Answer.Response answer = calls.send(question());
    if (!answer.successful() && login instanceof Login.None) {
      throw new ObserveException(
          Reading.Kind.AUTH,
          PATH
              + ": status "
              + answer.status()
              + ", Airflow wants a login: set airflow_api_username and airflow_api_password, or"
              + " airflow_api_token");
    }
    if (!answer.successful()) {
      throw new Refusal(login, clock).of(answer, PATH);
    }
    String text = ApiCalls.object(answer).text("access_token");
    if (text == null) {
      throw new ObserveException(Reading.Kind.PARSE, PATH + ": the answer holds no access_token");
    }
    return Token.of(text, clock.instant());
  }

  private HttpRequest.Builder question() throws ObserveException {
    HttpRequest.Builder request = calls.request(PATH);
    return switch (login) {
      case Login.Password(String username, var password) ->
          request
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      new JsonObject()
                          .put("username", username)
                          .put("password", password.reveal())
                          .build()
                          .compact()));
      case Login.None() -> request.GET();
      case Login.Token _ -> throw new IllegalStateException("a token is not asked for a token");
    };
  }
}
