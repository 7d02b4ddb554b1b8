package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.observe.ObserverContract;
import io.runtimeagent.probe.observe.RecordedAirflow;

/// Airflow 2's default: only who has logged in on its pages may use the API.
class ApiVersion1SessionContractTest extends ObserverContract {
  @Override
  protected RecordedAirflow open() {
    RecordedApi1 airflow = new RecordedApi1();
    airflow.onlySessions();
    return airflow;
  }
}
