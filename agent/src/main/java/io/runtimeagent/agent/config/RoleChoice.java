package io.runtimeagent.agent.config;

/// The values of the key `role`.
enum RoleChoice {
  AUTO,
  SCHEDULER,
  WORKER,
  TRIGGERER,
  DAG_PROCESSOR,
  STANDALONE;

  /// What was said; for `AUTO` what was found out.
  Role or(Role found) {
    return switch (this) {
      case AUTO -> found;
      case SCHEDULER -> Role.SCHEDULER;
      case WORKER -> Role.WORKER;
      case TRIGGERER -> Role.TRIGGERER;
      case DAG_PROCESSOR -> Role.DAG_PROCESSOR;
      case STANDALONE -> Role.STANDALONE;
    };
  }
}
