package io.runtimeagent.agent.config;

import java.util.Locale;

/// What the container that the agent runs in does for Airflow.
public enum Role {
  SCHEDULER,
  WORKER,
  TRIGGERER,
  DAG_PROCESSOR,
  STANDALONE;

  /// Its name as people write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
