package io.runtimeagent.agent.config;

/// Whether the monitoring DAG's runs are judged; `AUTO`: in the roles that observe Airflow, once a
/// run has been seen.
public enum HeartbeatMode {
  AUTO,
  ON,
  OFF
}
