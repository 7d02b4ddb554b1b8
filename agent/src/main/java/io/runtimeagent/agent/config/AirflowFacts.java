package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import org.jspecify.annotations.Nullable;

/// What Airflow's own configuration says that matters beside shipping: for `check`, `info` and the
/// heartbeat. `version` is null when it is unknown; empty texts are settings that say nothing.
public record AirflowFacts(
    @Nullable AirflowVersion version,
    boolean remoteLogging,
    boolean deleteLocalLogs,
    String loggingConfigClass,
    String executor,
    String instanceName,
    String baseUrl) {}
