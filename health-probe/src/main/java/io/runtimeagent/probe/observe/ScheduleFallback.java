package io.runtimeagent.probe.observe;

/// What the environment says of the schedule, for when Airflow does not: the value of
/// `AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL`, empty when unset, and `[core] default_timezone`; and
/// whether `[scheduler] use_job_schedule` lets anything be scheduled at all.
public record ScheduleFallback(String expression, String defaultTimezone, boolean jobSchedule) {
  /// Where the scheduler schedules, as it does unless told otherwise.
  public ScheduleFallback(String expression, String defaultTimezone) {
    this(expression, defaultTimezone, true);
  }
}
