package io.runtimeagent.agent.config.airflow;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import java.nio.file.Path;
import java.util.Map;

/// Where Airflow lives and which file it reads its configuration from.
public record AirflowHome(Path folder, String folderSource, Path configFile) {

  /// By `AIRFLOW_HOME` and `AIRFLOW_CONFIG`, as Airflow itself finds them.
  public static AirflowHome find(Map<String, String> environment, Findings findings) {
    String homeSource = environment.containsKey("AIRFLOW_HOME") ? "AIRFLOW_HOME" : "default";
    Path home = path(environment, "AIRFLOW_HOME", "~/airflow", findings);
    Path file = path(environment, "AIRFLOW_CONFIG", home + "/airflow.cfg", findings);
    return new AirflowHome(home, homeSource, file);
  }

  private static Path path(
      Map<String, String> environment, String name, String orElse, Findings findings) {
    String given = environment.getOrDefault(name, orElse);
    try {
      return Path.of(new EnvironmentExpansion(environment).expand(given)).toAbsolutePath();
    } catch (UnreadableValueException | IllegalArgumentException _) {
      findings.fault(new Fault(name, "environment", given, "the path of a file or folder."));
      return Path.of("/").toAbsolutePath();
    }
  }

  /// What the configuration file says, an absent one nothing.
  public ConfigFile read(Findings findings) {
    return ConfigFile.read(configFile, "airflow.cfg", findings)
        .orElseGet(() -> ConfigFile.empty(configFile));
  }
}
