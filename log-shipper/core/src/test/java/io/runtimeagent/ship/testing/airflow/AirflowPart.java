package io.runtimeagent.ship.testing.airflow;

/// The processes that an Airflow consists of. `WEB` is the webserver of 2.x, the API server of 3.x.
public enum AirflowPart {
  WEB,
  SCHEDULER,
  TRIGGERER,
  DAG_PROCESSOR,
  CELERY_WORKER
}
