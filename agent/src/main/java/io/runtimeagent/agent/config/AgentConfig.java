package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.connection.Proxies;
import java.nio.file.Path;
import java.util.Objects;

/// The whole configuration: parsed, checked, complete.
///
/// Secrets in it print as masks, so that the whole may stand in a message.
public record AgentConfig(
    boolean enabled,
    Component component,
    Path airflowHome,
    Path stateDir,
    String deploymentId,
    LogLevel logLevel,
    HttpConfig http,
    ShippingConfig shipping,
    HeartbeatConfig heartbeat,
    AlertConfig alert,
    AirflowFacts airflow,
    ImageFacts image,
    Proxies proxies) {

  public AgentConfig {
    Objects.requireNonNull(component, "component");
    Objects.requireNonNull(airflowHome, "airflowHome");
    Objects.requireNonNull(stateDir, "stateDir");
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(logLevel, "logLevel");
  }
}
