package io.runtimeagent.agent.config;

import java.net.URI;
import java.util.List;

/// Keys of the heartbeat and of the Airflow that it observes.
final class HeartbeatSettings {
  private static final String NONE = "none";

  static final Setting<HeartbeatMode> HEARTBEAT =
      Setting.of(
          "heartbeat",
          ValueTypes.oneOf(HeartbeatMode.class),
          "auto",
          "`auto`: in scheduler, triggerer, dag-processor and standalone when Airflow can be"
              + " observed, judged once the monitoring DAG has been seen; `on`: judged at once.");
  static final Setting<String> HEARTBEAT_DAG_ID =
      Setting.of(
          "heartbeat_dag_id",
          ValueTypes.matching("the id of a DAG: letters, digits, `_`, `.` and `-`", "[\\w.-]+"),
          "astronomer_monitoring_dag",
          "The monitoring DAG.");
  static final Setting<HeartbeatSource> HEARTBEAT_SOURCE =
      Setting.of(
          "heartbeat_source",
          ValueTypes.oneOf(HeartbeatSource.class),
          "auto",
          "`api`: Airflow's REST API, needs `airflow_api_url`; `database`: the metadata database.");
  static final Setting<List<MaintenanceWindow>> HEARTBEAT_MAINTENANCE =
      Setting.derived(
          "heartbeat_maintenance",
          ValueTypes.listOf(TimeTypes.window()),
          NONE,
          "Times in which the heartbeat opens and resolves nothing.");
  static final Setting<URI> AIRFLOW_API_URL =
      Setting.derived(
          "airflow_api_url",
          ValueTypes.url(),
          NONE,
          "Where Airflow's web server or API server is, with its base path and without `/api/v1`.");
  static final Setting<String> AIRFLOW_API_USERNAME =
      Setting.derived(
          "airflow_api_username", ValueTypes.text(), NONE, "Whom to log in to the API as.");
  static final Setting<String> AIRFLOW_API_PASSWORD =
      Setting.derived(
              "airflow_api_password",
              ValueTypes.anything("a password"),
              NONE,
              "The password of `airflow_api_username`.")
          .shownAs(Visibility.HIDDEN);
  static final Setting<String> AIRFLOW_API_TOKEN =
      Setting.derived(
              "airflow_api_token",
              ValueTypes.matching("a token without white space", "\\S+"),
              NONE,
              "A bearer token for the API, instead of name and password.")
          .shownAs(Visibility.HIDDEN);

  static final List<Setting<?>> ALL =
      List.of(
          HEARTBEAT,
          HEARTBEAT_DAG_ID,
          HEARTBEAT_SOURCE,
          HEARTBEAT_MAINTENANCE,
          AIRFLOW_API_URL,
          AIRFLOW_API_USERNAME,
          AIRFLOW_API_PASSWORD,
          AIRFLOW_API_TOKEN);

  private HeartbeatSettings() {}
}
