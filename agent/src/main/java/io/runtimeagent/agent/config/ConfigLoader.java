package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowHome;
import io.runtimeagent.agent.config.airflow.AirflowOptions;
import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.connection.Proxies;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.web.WebConfig;
import io.runtimeagent.agent.web.WebConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the whole configuration at once, or anew the part that may change while the agent runs.
public final class ConfigLoader {
  private final ConfigInput input;
  private final AirflowHome home;
  private final ConfigValues values;
  private final Optional<ImageFacts.Fact> airflowVersion;

  private ConfigLoader(
      ConfigInput input,
      AirflowHome home,
      ConfigValues values,
      Optional<ImageFacts.Fact> airflowVersion) {
    this.input = input;
    this.home = home;
    this.values = values;
    this.airflowVersion = airflowVersion;
  }

  public static ConfigOutcome load(ConfigInput input) {
    Findings findings = new Findings();
    ConfigLoader loader = on(input, findings);
    loader.values.findUnknown(input.environment());
    AgentConfig config = loader.config();
    List<ConfigRow> rows = new ArrayList<>(loader.values.rows());
    rows.addAll(Variables.rows(input));
    return findings.faults().isEmpty()
        ? new ConfigOutcome.Valid(config, rows, findings.notes())
        : new ConfigOutcome.Faulty(findings.faults(), rows, findings.notes());
  }

  /// Where the logs go and with which credentials, read anew: the file, the key files that are read
  /// at once, and the commands of secrets. What is wrong elsewhere does not matter here.
  public static DestinationOutcome destination(ConfigInput input) {
    Findings findings = new Findings();
    ConfigLoader loader = on(input, findings);
    Destination destination =
        new DestinationReader(input, loader.values, version(loader.airflowVersion)).read();
    return findings.faults().isEmpty()
        ? new DestinationOutcome.Valid(destination)
        : new DestinationOutcome.Faulty(findings.faults());
  }

  private static ConfigLoader on(ConfigInput input, Findings findings) {
    Optional<ImageFacts.Fact> said = new FactsReader(input).airflowVersion(findings);
    AirflowHome home = AirflowHome.find(input.environment(), findings);
    AirflowOptions options =
        AirflowOptions.of(
            input.environment(), home.read(findings), input.commands(), version(said));
    ConfigValues values = new ConfigValues(options, input.commandLine(), findings);
    return new ConfigLoader(input, home, values, said);
  }

  private static Optional<AirflowVersion> version(Optional<ImageFacts.Fact> said) {
    return said.flatMap(fact -> AirflowVersion.parse(fact.value()));
  }

  private ShippingConfig shipping() {
    return new ShippingReader(input, values, home).read(version(airflowVersion));
  }

  private AgentConfig config() {
    ShippingConfig shipping = shipping();
    Component component = new ComponentReader(input, values).read();
    HeartbeatReader heartbeat = new HeartbeatReader(input, values);
    FactsReader facts = new FactsReader(input);
    Optional<MetadataDatabase> database =
        heartbeat.wantsDatabase(component) ? heartbeat.database() : Optional.empty();
    return new AgentConfig(
        values.get(AgentSettings.ENABLED),
        component,
        home.folder(),
        stateDir(shipping.logFolder()),
        new DeploymentId(input, values).read(heartbeat::database, shipping.destination()),
        values.get(AgentSettings.LOG_LEVEL),
        http(),
        shipping,
        heartbeat.read(database),
        new AlertReader(values).read(),
        facts.airflow(version(airflowVersion).orElse(null), values),
        facts.image(airflowVersion, values),
        Proxies.of(input.environment(), values.findings()));
  }

  private Path stateDir(Path logFolder) {
    Optional<Path> said = values.find(AgentSettings.STATE_DIR);
    Path stateDir = said.orElse(home.folder().resolve(".runtime-agent"));
    if (said.isEmpty()) {
      values.derived(AgentSettings.STATE_DIR, stateDir.toString(), "default");
    }
    if (Folders.isInside(stateDir, logFolder)) {
      values.misfit(
          AgentSettings.STATE_DIR,
          "a folder outside the log folder: log groomers delete what lies in there");
    }
    return stateDir;
  }

  private HttpConfig http() {
    @Nullable Path webConfig = values.find(AgentSettings.WEB_CONFIG_FILE).orElse(null);
    if (webConfig != null) {
      prove(webConfig);
    }
    return new HttpConfig(
        values.get(AgentSettings.HTTP_HOST),
        values.get(AgentSettings.HTTP_PORT),
        values.get(AgentSettings.HTTP_STATUS_PUBLIC),
        webConfig);
  }

  /// Who mistypes a key of it must not find the door open later.
  private void prove(Path webConfig) {
    try {
      WebConfig.read(webConfig);
    } catch (WebConfigException e) {
      values.misfit(
          AgentSettings.WEB_CONFIG_FILE,
          "a web configuration of Prometheus' exporter-toolkit. " + e.getMessage());
    }
  }
}
