package io.runtimeagent.agent.config;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The part of Airflow that the agent runs beside. `supervised` is null when the agent was not
/// started by the entry point.
public record Component(Role role, Lifetime lifetime, @Nullable Supervised supervised) {

  /// How long the process beside us is meant to live.
  public enum Lifetime {
    LONG,
    /// One task: `airflow tasks run`, `execute_workload`. Such a pod never pages.
    ONE_TASK
  }

  /// The Airflow process that the entry point started: its id and its command line. `pulse` is the
  /// pipe on which the entry point wants to hear that the agent is alive, null if it does not.
  public record Supervised(long pid, String command, @Nullable Path pulse) {}

  public Component {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(lifetime, "lifetime");
  }
}
