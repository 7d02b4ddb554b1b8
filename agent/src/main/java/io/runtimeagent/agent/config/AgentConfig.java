package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.connection.Proxies;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

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

  /// Which proxy the JDK's HTTP clients have to ask.
  public ProxySelector proxySelector() {
    return proxies.selector();
  }

  /// Who logs in to the proxies; nothing when they ask for no login.
  public Optional<Authenticator> proxyLogin() {
    return proxies.login();
  }
}
