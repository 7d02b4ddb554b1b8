package io.runtimeagent.agent.run;

/// What the agent as a whole is doing.
enum Phase {
  RUNNING,
  DRAINING,
  ENDED
}
