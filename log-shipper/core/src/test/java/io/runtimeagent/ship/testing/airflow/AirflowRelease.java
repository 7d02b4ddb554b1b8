package io.runtimeagent.ship.testing.airflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The Airflows that are tested against, and how they differ.
public enum AirflowRelease {
  V2_11("2.11.0") {
    @Override
    List<String> command(AirflowPart part, int port) {
      return switch (part) {
        case WEB ->
            List.of(
                "webserver",
                "--hostname",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--workers",
                "1");
        case SCHEDULER -> List.of("scheduler");
        case TRIGGERER -> List.of("triggerer", "--skip-serve-logs");
        case DAG_PROCESSOR -> List.of("dag-processor");
        case CELERY_WORKER -> List.of("celery", "worker");
      };
    }

    @Override
    Map<String, String> environment(Path home, int port) {
      String backends =
          "airflow.providers.fab.auth_manager.api.auth.backend.basic_auth,"
              + "airflow.api.auth.backend.session";
      return Map.of(
          "AIRFLOW__API__AUTH_BACKENDS",
          backends,
          "AIRFLOW__WEBSERVER__BASE_URL",
          "http://127.0.0.1:" + port,
          "AIRFLOW__WEBSERVER__SECRET_KEY",
          SECRET,
          "AIRFLOW__WEBSERVER__WEB_SERVER_MASTER_TIMEOUT",
          "1000000",
          "AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL",
          "5",
          "AIRFLOW__SCHEDULER__MIN_FILE_PROCESS_INTERVAL",
          "5",
          "AIRFLOW__SCHEDULER__PARSING_PROCESSES",
          "1",
          "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED",
          "False");
    }

    @Override
    public String healthPath() {
      return "/health";
    }

    @Override
    public List<AirflowPart> parts() {
      return List.of(AirflowPart.WEB, AirflowPart.SCHEDULER);
    }
  },

  V3_3("3.3.2") {
    @Override
    List<String> command(AirflowPart part, int port) {
      return switch (part) {
        case WEB ->
            List.of(
                "api-server",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--workers",
                "1");
        case SCHEDULER -> List.of("scheduler");
        case TRIGGERER -> List.of("triggerer", "--skip-serve-logs");
        case DAG_PROCESSOR -> List.of("dag-processor");
        case CELERY_WORKER -> List.of("celery", "worker");
      };
    }

    @Override
    Map<String, String> environment(Path home, int port) {
      return Map.of(
          "AIRFLOW__API__BASE_URL",
          "http://127.0.0.1:" + port,
          "AIRFLOW__API__SECRET_KEY",
          SECRET,
          "AIRFLOW__API_AUTH__JWT_SECRET",
          SECRET,
          "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
          "http://127.0.0.1:" + port + "/execution/",
          "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS",
          AirflowServer.USERNAME + ":admin",
          "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
          home.resolve("passwords.json").toString(),
          "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL",
          "5",
          "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL",
          "5",
          "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES",
          "1",
          "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL",
          "1");
    }

    @Override
    public String healthPath() {
      return "/api/v2/monitor/health";
    }

    @Override
    public List<AirflowPart> parts() {
      return List.of(AirflowPart.WEB, AirflowPart.DAG_PROCESSOR, AirflowPart.SCHEDULER);
    }
  };

  private static final String SECRET =
      "not-a-secret-at-all-but-long-enough-for-hs512-0123456789abcdefgh";

  private final String version;

  AirflowRelease(String version) {
    this.version = version;
  }

  public String version() {
    return version;
  }

  /// `testing/servers/<this>/install` installs it.
  String installer() {
    return "airflow-" + version.substring(0, version.lastIndexOf('.'));
  }

  /// What has to run for tasks to run.
  public abstract List<AirflowPart> parts();

  /// Answers with 200 once the web server does.
  public abstract String healthPath();

  abstract List<String> command(AirflowPart part, int port);

  abstract Map<String, String> environment(Path home, int port);
}
