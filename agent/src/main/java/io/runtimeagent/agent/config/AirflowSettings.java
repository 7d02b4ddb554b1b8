package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Option;
import java.util.List;

/// The table of Airflow's own keys that the agent reads instead of asking again.
final class AirflowSettings {
  private static final String LOGGING = "logging";
  private static final String CORE = "core";
  private static final String DATABASE = "database";
  private static final int ANY = Integer.MAX_VALUE;

  static final AirflowSetting BASE_LOG_FOLDER =
      logging("base_log_folder", "$AIRFLOW_HOME/logs", "The log folder.");
  static final AirflowSetting REMOTE_LOGGING =
      logging("remote_logging", "False", "Whether Airflow itself reads and uploads; for `check`.");
  static final AirflowSetting REMOTE_BASE_LOG_FOLDER =
      logging("remote_base_log_folder", "", "The default of `destination`.");
  static final AirflowSetting REMOTE_LOG_CONN_ID =
      logging("remote_log_conn_id", "", "The id of the store's connection.");
  static final AirflowSetting ENCRYPT_S3_LOGS =
      logging("encrypt_s3_logs", "False", "The default of `s3_sse`.");
  static final AirflowSetting GOOGLE_KEY_PATH =
      AirflowSetting.of(
          Option.open(LOGGING, "google_key_path"),
          "",
          "The key of a service account, when no connection says otherwise.");
  static final AirflowSetting DELETE_LOCAL_LOGS =
      AirflowSetting.of(
          Option.open(LOGGING, "delete_local_logs"), "False", "Has to be off; for `check`.");
  static final AirflowSetting LOGGING_CONFIG_CLASS =
      logging("logging_config_class", "", "Whether stock uploading is off; for `check`.");
  static final AirflowSetting REMOTE_TASK_HANDLER_KWARGS =
      AirflowSetting.of(
          Option.secret(LOGGING, "remote_task_handler_kwargs"),
          "",
          "Its `gcp_key_path`, `gcp_keyfile_dict`, `project_id` and `wasb_container`.");
  static final AirflowSetting WASB_CONTAINER =
      AirflowSetting.of(
          Option.open("azure_remote_logging", "remote_wasb_log_container"),
          "airflow-logs",
          "The container of a `wasb…` destination, from Airflow 2.8 on.");
  static final AirflowSetting SQL_ALCHEMY_CONN =
      AirflowSetting.of(
          Option.secret(DATABASE, "sql_alchemy_conn").formerlyIn(CORE, ANY),
          "",
          "The metadata database, for the heartbeat and the default of `deployment_id`.");
  static final AirflowSetting SQL_ALCHEMY_SCHEMA =
      AirflowSetting.of(
          Option.open(DATABASE, "sql_alchemy_schema").formerlyIn(CORE, ANY),
          "",
          "The schema of Airflow's tables.");
  static final AirflowSetting DEFAULT_TIMEZONE =
      AirflowSetting.of(
          Option.open(CORE, "default_timezone"),
          "utc",
          "The zone of the monitoring DAG's schedule.");
  static final AirflowSetting USE_JOB_SCHEDULE =
      AirflowSetting.of(
          Option.open("scheduler", "use_job_schedule"),
          "True",
          "Whether anything is scheduled; `False` explains a silent heartbeat.");
  static final AirflowSetting EXECUTOR =
      AirflowSetting.of(Option.open(CORE, "executor"), "", "For `info`.");
  static final AirflowSetting INSTANCE_NAME =
      AirflowSetting.of(
          Option.open("api", "instance_name").formerlyIn("webserver", ANY),
          "",
          "For the status page.");
  static final AirflowSetting BASE_URL =
      AirflowSetting.of(
          Option.open("api", "base_url").formerlyIn("webserver", ANY), "", "For the status page.");

  static final List<AirflowSetting> ALL =
      List.of(
          BASE_LOG_FOLDER,
          REMOTE_LOGGING,
          REMOTE_BASE_LOG_FOLDER,
          REMOTE_LOG_CONN_ID,
          ENCRYPT_S3_LOGS,
          GOOGLE_KEY_PATH,
          DELETE_LOCAL_LOGS,
          LOGGING_CONFIG_CLASS,
          REMOTE_TASK_HANDLER_KWARGS,
          WASB_CONTAINER,
          SQL_ALCHEMY_CONN,
          SQL_ALCHEMY_SCHEMA,
          DEFAULT_TIMEZONE,
          USE_JOB_SCHEDULE,
          EXECUTOR,
          INSTANCE_NAME,
          BASE_URL);

  private AirflowSettings() {}

  /// Airflow 2 still looks for these in `[core]`, where version 1 had them.
  private static AirflowSetting logging(String key, String fallback, String meaning) {
    return AirflowSetting.of(Option.open(LOGGING, key).formerlyIn(CORE, 2), fallback, meaning);
  }
}
