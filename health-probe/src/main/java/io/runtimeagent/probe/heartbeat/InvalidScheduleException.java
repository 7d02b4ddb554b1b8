package io.runtimeagent.probe.heartbeat;

/// A schedule that is neither a cron of five fields nor one of Airflow's presets, or never fires.
public final class InvalidScheduleException extends Exception {
  InvalidScheduleException(String message) {
    super(message);
  }

  InvalidScheduleException(String message, Throwable cause) {
    super(message, cause);
  }
}
