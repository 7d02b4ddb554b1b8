package io.runtimeagent.agent.config;

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

  /// The Airflow process that the entry point started: its id and its command line.
  public record Supervised(long pid, String command) {}

  public Component {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(lifetime, "lifetime");
  }
}
