package io.runtimeagent.probe;

import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.lease.LeaseParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What is judged and how. `holder` names this agent among the deployment's: the same after a
/// restart, another one for every other agent.
public record ProbeConfig(
    String deploymentId,
    String dagId,
    String holder,
    Path stateDir,
    Mode mode,
    List<Window> maintenance,
    Numbers numbers) {
  /// Whether a monitoring DAG that was never seen is waited for or missed.
  public enum Mode {
    /// It is waited for, and judged once it was seen.
    WAIT,
    /// It is judged at once.
    JUDGE
  }

  /// Numbers that are fixed in the program and shorter in tests.
  public record Numbers(Duration tick, Parameters heartbeat, LeaseParameters lease) {
    public static final Numbers STANDARD =
        new Numbers(Duration.ofSeconds(15), Parameters.STANDARD, LeaseParameters.STANDARD);
  }

  public ProbeConfig {
    Objects.requireNonNull(deploymentId, "deploymentId");
    Objects.requireNonNull(dagId, "dagId");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(stateDir, "stateDir");
    Objects.requireNonNull(mode, "mode");
    maintenance = List.copyOf(maintenance);
    Objects.requireNonNull(numbers, "numbers");
  }
}
