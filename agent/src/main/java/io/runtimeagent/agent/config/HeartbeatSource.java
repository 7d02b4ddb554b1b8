package io.runtimeagent.agent.config;

/// Where the monitoring DAG's runs are read.
public enum HeartbeatSource {
  AUTO,
  API,
  DATABASE
}
