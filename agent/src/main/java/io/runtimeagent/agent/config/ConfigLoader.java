package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowHome;
import io.runtimeagent.agent.config.airflow.AirflowOptions;
import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the whole configuration at once.
///
/// Reading it again is how changed key files and the commands of secrets take effect: each call
/// looks at everything anew.
public final class ConfigLoader {
  private final ConfigInput input;
  private final Findings findings = new Findings();

  private ConfigLoader(ConfigInput input) {
    this.input = input;
  }

  public static ConfigOutcome load(ConfigInput input) {
    return new ConfigLoader(input).load();
  }

  private ConfigOutcome load() {
    FactsReader facts = new FactsReader(input);
    Optional<ImageFacts.Fact> airflowVersion = facts.airflowVersion(findings);
    Optional<AirflowVersion> version =
        airflowVersion.flatMap(fact -> AirflowVersion.parse(fact.value()));
    AirflowHome home = AirflowHome.find(input.environment(), findings);
    AirflowOptions options =
        AirflowOptions.of(input.environment(), home.read(findings), input.commands(), version);
    UnknownKeys unknown = new UnknownKeys(findings);
    unknown.inFile(options);
    unknown.inEnvironment(input.environment());
    ConfigValues values = new ConfigValues(options, input.commandLine(), findings);
    AgentConfig config = config(values, home, version, airflowVersion);
    return findings.faults().isEmpty()
        ? new ConfigOutcome.Valid(config, values.rows(), findings.notes())
        : new ConfigOutcome.Faulty(findings.faults(), values.rows(), findings.notes());
  }

  private AgentConfig config(
      ConfigValues values,
      AirflowHome home,
      Optional<AirflowVersion> version,
      Optional<ImageFacts.Fact> airflowVersion) {
    FactsReader facts = new FactsReader(input);
    ShippingReader shippingReader = new ShippingReader(input, values, home);
    ShippingConfig shipping = shippingReader.read(version);
    HeartbeatReader heartbeat = new HeartbeatReader(input, values);
    Optional<MetadataDatabase> database = heartbeat.database();
    return new AgentConfig(
        values.get(AgentSettings.ENABLED),
        new ComponentReader(input, values).read(),
        home.folder(),
        shippingReader.stateDir(shipping.logFolder()),
        new DeploymentId(input, values).read(database, shipping.destination()),
        values.get(AgentSettings.LOG_LEVEL),
        http(values),
        shipping,
        heartbeat.read(database),
        new AlertReader(values).read(),
        facts.airflow(version.orElse(null), values),
        facts.image(airflowVersion, values));
  }

  private HttpConfig http(ConfigValues values) {
    @Nullable Path webConfig = values.find(AgentSettings.WEB_CONFIG_FILE).orElse(null);
    if (webConfig != null && !Files.isReadable(webConfig)) {
      String accepted = "accepted is a file that exists and that the agent may read.";
      Setting<?> setting = AgentSettings.WEB_CONFIG_FILE;
      findings.fault(new Fault(setting.label(), "configuration", webConfig.toString(), accepted));
    }
    return new HttpConfig(
        values.get(AgentSettings.HTTP_HOST),
        values.get(AgentSettings.HTTP_PORT),
        values.get(AgentSettings.HTTP_STATUS_PUBLIC),
        webConfig);
  }
}
