package io.runtimeagent.agent.runtime;

/// Which build of the agent tells all this, and on which Java it runs.
public record AgentBuild(String version, String revision, String java) {}
