package io.runtimeagent.agent.config;

/// What the container that the agent runs in does for Airflow.
public enum Role {
  SCHEDULER,
  WORKER,
  TRIGGERER,
  DAG_PROCESSOR,
  STANDALONE
}
