package io.runtimeagent.probe.observe;

/// What the environment says of the schedule, for when Airflow does not: the value of
/// `AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL`, empty when unset, and `[core] default_timezone`.
public record ScheduleFallback(String expression, String defaultTimezone) {}
