package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The login form of Airflow 2's web pages.
record LoginForm(ApiCalls calls, Login.Password login) {
  private static final String PATH = "/login/";
  private static final Pattern TOKEN =
      Pattern.compile("<input[^>]*name=\"csrf_token\"[^>]*value=\"([^\"]+)\"");

  /// The session's cookie, null where the form does not let us in.
  @Nullable String logIn() throws ObserveException, InterruptedException {
    Answer.Response page = calls.send(calls.request(PATH));
    Matcher token = TOKEN.matcher(page.body());
    String cookie = cookie(page);
    if (page.status() != 200 || !token.find() || cookie.isEmpty()) {
      return null;
    }
    String fields =
        "csrf_token=%s&username=%s&password=%s"
            .formatted(
                encoded(token.group(1)),
                encoded(login.username()),
                encoded(login.password().reveal()));
    HttpRequest.Builder post =
        calls
            .request(PATH)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(fields));
    Answer.Response answer = calls.send(post);
    // A login that fails shows the form again, with 200, or redirects to it.
    String target = answer.headers().firstValue("Location").orElse("/login");
    boolean in = answer.status() == 302 && !target.contains("/login");
    return in && !cookie(answer).isEmpty() ? cookie(answer) : null;
  }

  private static String cookie(Answer.Response response) {
    List<String> pairs = new ArrayList<>();
    for (String set : response.headers().allValues("Set-Cookie")) {
      pairs.add(set.split(";", 2)[0]);
    }
    String cookie = String.join("; ", pairs);
    return cookie.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? cookie : "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
