package io.runtimeagent.agent.config;

/// What the environment says of the monitoring DAG's schedule, for when Airflow does not say it.
///
/// `expression` is the value of `AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL`, empty when unset; it is
/// not checked here, because an invalid one keeps the default and is shown. `defaultTimezone` is
/// `[core] default_timezone`, `jobSchedule` whether `[scheduler] use_job_schedule` lets anything be
/// scheduled.
public record HeartbeatSchedule(String expression, String defaultTimezone, boolean jobSchedule) {}
