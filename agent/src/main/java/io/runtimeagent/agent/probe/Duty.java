package io.runtimeagent.agent.probe;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Component;
import io.runtimeagent.agent.config.HeartbeatMode;
import io.runtimeagent.agent.config.Role;
import java.util.Optional;

/// Whether this agent judges the heartbeat, and why not where it does not.
public sealed interface Duty {
  /// It judges; a monitoring DAG that was never seen is missed, or waited for.
  record Judges(HeartbeatMode mode) implements Duty {}

  record Rests(String why) implements Duty {}

  /// `whyNobody` says why Airflow cannot be asked as things are configured.
  public static Duty of(AgentConfig config, Optional<String> whyNobody) {
    HeartbeatMode mode = config.heartbeat().mode();
    if (config.component().lifetime() == Component.Lifetime.ONE_TASK) {
      return new Rests("this container lives for one task only");
    }
    return switch (mode) {
      case OFF -> new Rests("heartbeat is off");
      case ON -> new Judges(mode);
      case AUTO -> {
        if (config.component().role() == Role.WORKER) {
          yield new Rests("a worker leaves it to the scheduler and its like");
        }
        yield whyNobody.<Duty>map(Rests::new).orElseGet(() -> new Judges(mode));
      }
    };
  }
}
