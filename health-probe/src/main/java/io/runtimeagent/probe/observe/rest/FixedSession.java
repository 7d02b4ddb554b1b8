package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A proof that stands in the configuration: nothing, a token, or user and password.
record FixedSession(Login login) implements Session {
  @Override
  public void authorize(HttpRequest.Builder request) throws ObserveException {
    switch (login) {
      case Login.None() -> {}
      case Login.Token(var token) -> bearer(request, token.reveal().strip());
      case Login.Password(String username, var password) -> {
        byte[] pair = (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
      }
    }
  }

  @Override
  public boolean renew(Answer.Response refusal) {
    return false;
  }

  static void bearer(HttpRequest.Builder request, String token) throws ObserveException {
    // The client would say which header it does not take, and quote it.
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ObserveException(
          Reading.Kind.AUTH, "the token holds a character that no token has");
    }
    request.setHeader("Authorization", "Bearer " + token);
  }
}
