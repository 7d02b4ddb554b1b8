package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Option;

/// A key of Airflow's own configuration that the agent reads, with Airflow's default and with what
/// the agent takes it for.
record AirflowSetting(Option option, String fallback, Visibility visibility, String meaning) {

  static AirflowSetting of(Option option, String fallback, String meaning) {
    Visibility visibility = option.isSecret() ? Visibility.HIDDEN : Visibility.OPEN;
    return new AirflowSetting(option, fallback, visibility, meaning);
  }
}
