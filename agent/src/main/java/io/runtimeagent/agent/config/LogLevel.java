package io.runtimeagent.agent.config;

/// How much of its own doings the agent logs.
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  OFF
}
