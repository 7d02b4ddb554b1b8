package io.runtimeagent.agent.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.ship.testing.airflow.AirflowRelease;
import io.runtimeagent.ship.testing.airflow.AirflowServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The REST API of a real Airflow, as its UI and its users ask it.
final class AirflowApi {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final AirflowRelease release;
  private final URI base;
  private final String authorization;

  AirflowApi(AirflowServer airflow) throws IOException, InterruptedException {
    this.release = airflow.release();
    String version = release == AirflowRelease.V2_11 ? "/api/v1" : "/api/v2";
    this.base = airflow.url().resolve(version);
    this.authorization = release == AirflowRelease.V2_11 ? basic() : bearer(airflow.url());
  }

  private static String basic() {
    String both = AirflowServer.USERNAME + ":" + AirflowServer.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private String bearer(URI web) throws IOException, InterruptedException {
    String body =
        "{\"username\": \"%s\", \"password\": \"%s\"}"
            .formatted(AirflowServer.USERNAME, AirflowServer.PASSWORD);
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve("/auth/token"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return "Bearer " + text(member(parse(answer), "access_token"));
  }

  /// An attempt of a task; `mapIndex` is -1 when it is not mapped.
  record Attempt(String task, int number, int mapIndex) {
    static Attempt of(String task, int number) {
      return new Attempt(task, number, -1);
    }

    /// The path of its log below that of its run.
    String path() {
      return "task_id=%s%s/attempt=%d.log"
          .formatted(task, mapIndex < 0 ? "" : "/map_index=" + mapIndex, number);
    }
  }

  /// One request; `path` begins below the API's version.
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, "application/json");
  }

  private HttpResponse<String> send(String method, String path, String body, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  Json get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return parse(answer.body());
  }

  boolean knows(String dag) throws IOException, InterruptedException {
    return send("GET", "/dags/" + dag, "").statusCode() == 200;
  }

  void trigger(String dag, String run) throws IOException, InterruptedException {
    String date = release == AirflowRelease.V2_11 ? "" : ", \"logical_date\": null";
    HttpResponse<String> answer =
        send("POST", "/dags/" + dag + "/dagRuns", "{\"dag_run_id\": \"" + run + "\"" + date + "}");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  /// The states of a run's tasks, several of a mapped one separated by commas.
  Map<String, String> states(String dag, String run) throws IOException, InterruptedException {
    String path = "/dags/" + dag + "/dagRuns/" + encoded(run) + "/taskInstances?limit=100";
    return items(member(get(path), "task_instances")).stream()
        .collect(
            Collectors.toMap(
                task -> text(member(task, "task_id")),
                task -> text(member(task, "state")),
                (one, other) -> one + "," + other));
  }

  /// What the UI shows as the log of an attempt, line by line, without Airflow's own notes of where
  /// it comes from.
  List<String> log(String dag, String run, Attempt of) throws IOException, InterruptedException {
    String path =
        "/dags/%s/dagRuns/%s/taskInstances/%s/logs/%d?full_content=true&map_index=%d"
            .formatted(dag, encoded(run), of.task(), of.number(), of.mapIndex());
    if (release == AirflowRelease.V2_11) {
      // The first line is the host's name; groups of its own making have no time.
      return send("GET", path, "", "text/plain")
          .body()
          .lines()
          .skip(1)
          .filter(line -> !line.startsWith("*** ") && !line.startsWith(" INFO - ::"))
          .filter(line -> !line.isBlank())
          .toList();
    }
    return send("GET", path, "", "application/x-ndjson")
        .body()
        .lines()
        .map(line -> parse(line))
        .map(line -> text(member(line, "event")))
        .dropWhile(event -> !event.equals("::endgroup::"))
        .skip(1)
        .toList();
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, UTF_8);
  }

  static Json parse(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException(text, e);
    }
  }

  static Json member(Json json, String name) {
    return json instanceof Json.Members(Map<String, Json> members)
        ? members.getOrDefault(name, new Json.Null())
        : new Json.Null();
  }

  static List<Json> items(Json json) {
    return json instanceof Json.Items(List<Json> items) ? items : List.of();
  }

  static String text(Json json) {
    return json instanceof Json.Text(String value) ? value : "";
  }
}
