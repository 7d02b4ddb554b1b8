package io.runtimeagent.probe.observe.rest;

import com.sun.net.httpserver.HttpExchange;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.ApiAccess.Login;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.RecordedAirflow;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A web server that gives the recorded answers of one version to whoever may read them.
abstract class RecordedApi implements RecordedAirflow {
  static final String USERNAME = "probe";
  static final String PASSWORD = "pa:ss wörd+%";
  private static final String WRONG = "not-the-password";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String folder;
  private final StubServer server;
  private volatile Sight sight = Sight.RUNNING;

  RecordedApi(String folder) {
    this.folder = folder;
    this.server = StubServer.start(this::handle);
  }

  final StubServer server() {
    return server;
  }

  final Observer observer(Login login, ScheduleFallback fallback) {
    return RestObserver.start(
        new ApiAccess(server.url(), login),
        new RestObserver.Wanted(DAG, fallback, TIMEOUT),
        InstantSource.system());
  }

  static Login password(String password) {
    return new Login.Password(USERNAME, Secret.of(password));
  }

  @Override
  public Observer observer(ScheduleFallback fallback) {
    return observer(password(PASSWORD), fallback);
  }

  @Override
  public Observer intruder() {
    return observer(password(WRONG), new ScheduleFallback("", "utc"));
  }

  @Override
  public String secret() {
    return WRONG;
  }

  @Override
  public void show(Sight sight) {
    this.sight = sight;
  }

  @Override
  public void leave() {
    server.stop();
  }

  @Override
  public void comeBack() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }

  /// Answers what is not about the DAG, or refuses; false where neither is to be done.
  abstract boolean handled(HttpExchange exchange, String path) throws IOException;

  /// The path of the DAG's own page.
  abstract String dagPath();

  /// The DAG's page or details with a state that was not recorded.
  abstract String dag(String recorded, Sight sight);

  final String recorded(String file) {
    return RecordedAirflow.recorded(folder + "/" + file + ".json");
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Date", "Sat, 21 Nov 2026 09:48:00 GMT");
    StubServer.answer(exchange, status, body);
  }

  static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  final void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (handled(exchange, path)) {
      return;
    }
    Sight shown = sight;
    if (path.startsWith(dagPath()) && shown == Sight.MISSING) {
      answer(exchange, 404, recorded("dag-missing").replace("nope", DAG));
    } else if (path.equals(dagPath())) {
      answer(exchange, 200, dag(recorded(shown == Sight.PAUSED ? "dag-paused" : "dag"), shown));
    } else if (path.equals(dagPath() + "/details")) {
      answer(exchange, 200, dag(recorded("dag-details"), shown));
    } else if (path.equals(dagPath() + "/dagRuns")) {
      answer(exchange, 200, runs(shown));
    } else if (path.equals(dagPath() + "/dagRuns/~/taskInstances")) {
      answer(exchange, 200, tasks(shown));
    } else {
      answer(exchange, 404, "{\"detail\":\"Not Found\"}");
    }
  }

  private String runs(Sight shown) {
    return switch (shown) {
      case QUEUED -> recorded("dagruns-queued").replace("manual", "scheduled");
      case NO_RUNS -> "{\"dag_runs\":[],\"total_entries\":0}";
      case STARTED ->
          recorded("dagruns-latest2")
              .replaceFirst("\"end_date\": ?\"[^\"]*\"", "\"end_date\":null")
              .replaceFirst("\"state\": ?\"success\"", "\"state\":\"running\"");
      case RUNNING, PAUSED, STALE, IMPORT_ERRORS, NO_SCHEDULE, MISSING ->
          recorded("dagruns-latest2");
    };
  }

  /// The recorded task ran in the older of the two runs.
  private String tasks(Sight shown) {
    String recorded = recorded("taskinstances");
    if (shown == Sight.QUEUED || shown == Sight.NO_RUNS) {
      return "{\"task_instances\":[],\"total_entries\":0}";
    }
    return shown == Sight.STARTED
        ? recorded
            .replace("scheduled__2026-11-21T09:45", "scheduled__2026-11-21T09:46")
            .replaceAll("(\"start_date\": ?\"2026-11-21T09:)4[56]", "$147")
        : recorded;
  }
}
