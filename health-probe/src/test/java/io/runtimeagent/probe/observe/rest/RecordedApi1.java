package io.runtimeagent.probe.observe.rest;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Airflow 2.11 with the backends `basic_auth` and `session`, or the latter alone.
final class RecordedApi1 extends RecordedApi {
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final String FORM =
      "<html><form><input id=\"csrf_token\" name=\"csrf_token\" type=\"hidden\" value=\"t&-1\">";
  private static final String FIELDS =
      "csrf_token=t%26-1&username=probe&password=pa%3Ass+w%C3%B6rd%2B%25";

  private volatile boolean basic = true;
  private final AtomicInteger sessions = new AtomicInteger();

  RecordedApi1() {
    super("2.11");
  }

  void onlySessions() {
    basic = false;
  }

  /// As a restart does without a fixed secret key.
  void forgetSessions() {
    sessions.incrementAndGet();
  }

  @Override
  public Nature nature() {
    return new Nature(
        2,
        List.of(Instant.parse("2026-11-21T09:47:00Z"), Instant.parse("2026-11-21T09:46:00Z")),
        false);
  }

  @Override
  String dagPath() {
    return "/api/v1/dags/" + DAG;
  }

  @Override
  boolean handled(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/login/")) {
      logIn(exchange);
    } else if (path.equals("/api/v1/version")) {
      answer(exchange, 200, recorded("version-noauth"));
    } else if (!path.startsWith("/api/v1/")) {
      StubServer.answer(exchange, 404, "<!DOCTYPE html><html><title>Airflow 404</title>");
    } else if (!mayRead(exchange)) {
      answer(exchange, 401, recorded("dagruns-noauth"));
    } else {
      return false;
    }
    return true;
  }

  @Override
  String dag(String recorded, Sight sight) {
    return switch (sight) {
      case STALE -> recorded.replace("\"is_active\": true", "\"is_active\": false");
      case IMPORT_ERRORS ->
          recorded.replace("\"has_import_errors\": false", "\"has_import_errors\": true");
      case NO_SCHEDULE ->
          recorded.replaceAll("\"schedule_interval\": \\{[^}]*\\}", "\"schedule_interval\": null");
      case RUNNING, QUEUED, STARTED, NO_RUNS, PAUSED, MISSING -> recorded;
    };
  }

  private boolean mayRead(HttpExchange exchange) {
    boolean known = basic && BASIC.equals(header(exchange, "Authorization"));
    return known
        || ("session=number-" + sessions.get() + "; other=1").equals(header(exchange, "Cookie"));
  }

  /// Flask hands a cookie to everybody, and another one to whom it lets in.
  private void logIn(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().add("Set-Cookie", "session=anonymous; HttpOnly; Path=/");
      StubServer.answer(exchange, 200, FORM);
      return;
    }
    String fields = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean right = fields.equals(FIELDS) && "session=anonymous".equals(header(exchange, "Cookie"));
    if (!right) {
      exchange.getResponseHeaders().add("Location", "/login/");
      exchange.getResponseHeaders().add("Set-Cookie", "session=anonymous; HttpOnly; Path=/");
      StubServer.answer(exchange, 302, "");
      return;
    }
    exchange.getResponseHeaders().add("Location", "/home");
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", "session=number-" + sessions.get() + "; HttpOnly; Path=/");
    exchange.getResponseHeaders().add("Set-Cookie", "other=1");
    StubServer.answer(exchange, 302, "");
  }
}
