package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// User and password at Airflow 2: basic auth where the API takes it, else the login form of the
/// web pages, which gives the cookie that the API's `session` backend takes.
final class PasswordSession implements Session {
  private final FixedSession basic;
  private final LoginForm form;
  private @Nullable String cookie;

  PasswordSession(ApiCalls calls, Login.Password login) {
    this.basic = new FixedSession(login);
    this.form = new LoginForm(calls, login);
  }

  @Override
  public void authorize(HttpRequest.Builder request) throws ObserveException {
    if (cookie == null) {
      basic.authorize(request);
    } else {
      request.setHeader("Cookie", cookie);
    }
  }

  @Override
  public boolean renew(Answer.Response refusal) throws ObserveException, InterruptedException {
    boolean had = cookie != null;
    cookie = refusal.status() == 401 ? form.logIn() : null;
    return cookie != null || had;
  }
}
