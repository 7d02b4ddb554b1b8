package io.runtimeagent.probe.observe.rest;

import com.sun.net.httpserver.HttpExchange;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.RecordedAirflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Airflow 3.3 with its simple auth manager.
final class RecordedApi2 extends RecordedApi {
  private static final String JOBS =
      "{\"jobs\":[{\"id\":1,\"start_date\":\"2026-11-21T09:44:16.382377Z\"}],\"total_entries\":1}";

  private final AtomicInteger tokens = new AtomicInteger();
  private volatile boolean everybody;
  private volatile boolean jobs = true;

  RecordedApi2() {
    super("3.3");
  }

  String token() {
    return "header.payload.signature-" + tokens.get();
  }

  /// As when it expires, or when the server is restarted with another key.
  void forgetTokens() {
    tokens.incrementAndGet();
  }

  /// `simple_auth_manager_all_admins`.
  void letInEverybody() {
    everybody = true;
  }

  void hideJobs() {
    jobs = false;
  }

  @Override
  public Nature nature() {
    return new Nature(
        3,
        List.of(Instant.parse("2026-11-21T09:46:00Z"), Instant.parse("2026-11-21T09:45:00Z")),
        true);
  }

  @Override
  String dagPath() {
    return "/api/v2/dags/" + DAG;
  }

  @Override
  boolean handled(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/auth/token")) {
      giveToken(exchange);
      return true;
    }
    if (path.equals("/api/v2/version")) {
      answer(exchange, 200, recorded("version-noauth"));
      return true;
    }
    String authorization = header(exchange, "Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      answer(exchange, 401, recorded("dagruns-noauth"));
      return true;
    }
    if (!authorization.equals("Bearer " + token())) {
      answer(exchange, 403, recorded("dagruns-badtoken"));
      return true;
    }
    if (path.equals("/api/v2/jobs")) {
      answer(exchange, jobs ? 200 : 403, jobs ? JOBS : "{\"detail\":\"Forbidden\"}");
      return true;
    }
    return false;
  }

  @Override
  String dag(String recorded, Sight sight) {
    return switch (sight) {
      case STALE -> recorded.replace("\"is_stale\":false", "\"is_stale\":true");
      case IMPORT_ERRORS ->
          recorded.replace("\"has_import_errors\":false", "\"has_import_errors\":true");
      case NO_SCHEDULE ->
          recorded.replace("\"timetable_summary\":\"* * * * *\"", "\"timetable_summary\":null");
      case RUNNING, QUEUED, STARTED, NO_RUNS, PAUSED, MISSING -> recorded;
    };
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      String body =
          everybody ? "{\"access_token\":\"" + token() + "\"}" : recorded("auth-token-get");
      answer(exchange, everybody ? 201 : 403, body);
      return;
    }
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Json.Obj login = RecordedAirflow.object(sent);
    boolean right =
        USERNAME.equals(login.text("username")) && PASSWORD.equals(login.text("password"));
    String body =
        right
            ? recorded("auth-token").replace("<header>.<payload>.<signature>", token())
            : recorded("auth-token-wrong");
    answer(exchange, right ? 201 : 401, body);
  }
}
