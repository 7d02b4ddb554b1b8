package io.runtimeagent.agent.config;

import java.nio.file.Path;
import java.util.List;

/// Keys of the agent as a process.
final class AgentSettings {
  private static final String NONE = "none";

  static final Setting<Boolean> ENABLED =
      Setting.of(
          "enabled",
          ValueTypes.flag(),
          "true",
          "`false`: the agent is not started, and Airflow's own uploading stays on.");
  static final Setting<RoleChoice> ROLE =
      Setting.of(
          "role",
          ValueTypes.oneOf(RoleChoice.class),
          "auto",
          "The part of Airflow in this container; `auto` reads the supervised command.");
  static final Setting<Path> STATE_DIR =
      Setting.derived(
          "state_dir",
          ValueTypes.path(),
          "`$AIRFLOW_HOME/.runtime-agent`",
          "Checkpoints, outbox, status. May be lost at any time without losing a byte. Not below"
              + " the log folder.");
  static final Setting<String> DEPLOYMENT_ID =
      Setting.derived(
          "deployment_id",
          ValueTypes.text(),
          "`ASTRO_DEPLOYMENT_ID`, else `ASTRO_DEPLOYMENT_NAMESPACE`, else the pod's namespace, else"
              + " host and name of the metadata database, else the destination",
          "Names the deployment in alerts. Never a host name, so that all agents of a deployment"
              + " agree and restarts keep it.");
  static final Setting<String> HTTP_HOST =
      Setting.of(
          "http_host",
          ValueTypes.text(),
          "0.0.0.0",
          "The address that metrics and status listen on.");
  static final Setting<Integer> HTTP_PORT =
      Setting.of(
          "http_port",
          ValueTypes.number(0, 65_535),
          "9105",
          "The port of metrics and status; `0`: off. A port that is taken is tried again every 30"
              + " s.");
  static final Setting<Boolean> HTTP_STATUS_PUBLIC =
      Setting.of(
          "http_status_public",
          ValueTypes.flag(),
          "false",
          "Whether `/` and `/v1/*` answer anybody, not only the loopback and who is logged in.");
  static final Setting<Path> WEB_CONFIG_FILE =
      Setting.derived(
          "web_config_file",
          ValueTypes.path(),
          NONE,
          "TLS and basic auth in the format of Prometheus' exporter-toolkit.");
  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "log_level",
          ValueTypes.oneOf(LogLevel.class, Enum::name),
          "INFO",
          "Of the agent's own log, JSON lines on standard error.");

  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          ROLE,
          STATE_DIR,
          DEPLOYMENT_ID,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_STATUS_PUBLIC,
          WEB_CONFIG_FILE,
          LOG_LEVEL);

  private AgentSettings() {}
}
