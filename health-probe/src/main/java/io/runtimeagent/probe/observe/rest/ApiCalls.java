package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.http.Answer.Failure;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/// Calls to one web server, each with its own time-out, turned into JSON or a word why not.
final class ApiCalls {
  private final HttpCaller caller;
  private final Duration timeout;
  private final String base;

  /// `url` may or may not end in a slash or name the API's path too.
  ApiCalls(HttpCaller caller, Duration timeout, URI url) {
    this.caller = caller;
    this.timeout = timeout;
    this.base = url.toString().replaceFirst("/+$", "").replaceFirst("/api/v[12]$", "");
  }

  HttpRequest.Builder request(String path) throws ObserveException {
    try {
      return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
    } catch (IllegalArgumentException e) {
      throw new ObserveException(Reading.Kind.CONNECT, "airflow_api_url is no http(s) URL", e);
    }
  }

  /// Any answer that came in time.
  Answer.Response send(HttpRequest.Builder request) throws ObserveException, InterruptedException {
    return switch (caller.call(request.build(), timeout)) {
      case Answer.Response response -> response;
      case Answer.Failed(Failure failure, String words) ->
          throw new ObserveException(kind(failure), "Airflow's web server: " + words);
    };
  }

  /// The body of a good answer, which must be a JSON object.
  static Json.Obj object(Answer.Response response) throws ObserveException {
    try {
      if (Json.parse(response.body()) instanceof Json.Obj object) {
        return object;
      }
      throw new ObserveException(Reading.Kind.PARSE, "the answer is JSON, but no object");
    } catch (JsonException e) {
      String looks = response.body().stripLeading().startsWith("<") ? "HTML or XML" : "no JSON";
      throw new ObserveException(
          Reading.Kind.PARSE, "the answer is " + looks + " (" + e.reason() + ")", e);
    }
  }

  /// Why an answer is no good one, whoever asked.
  static ObserveException refused(Answer.Response response, String what) {
    int status = response.status();
    return new ObserveException(
        Reading.Kind.STATUS, what + ": status " + status + "; " + hint(status));
  }

  private static String hint(int status) {
    if (status >= 300 && status < 400) {
      return "it redirects, which is not followed: give the final URL";
    }
    return switch (status) {
      case 404 -> "no such path: is airflow_api_url the web server's base URL?";
      case 429 -> "we ask too often for it";
      default ->
          status >= 500 ? "the web server is in trouble" : "it does not take what we ask for";
    };
  }

  private static Reading.Kind kind(Failure failure) {
    return switch (failure) {
      case CONNECT, BROKEN -> Reading.Kind.CONNECT;
      case TIMEOUT -> Reading.Kind.TIMEOUT;
      case TLS -> Reading.Kind.TLS;
      case TOO_LARGE -> Reading.Kind.TOO_LARGE;
    };
  }
}
