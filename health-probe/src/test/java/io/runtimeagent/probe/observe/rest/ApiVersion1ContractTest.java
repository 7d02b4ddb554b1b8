package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.observe.ObserverContract;
import io.runtimeagent.probe.observe.RecordedAirflow;

class ApiVersion1ContractTest extends ObserverContract {
  @Override
  protected RecordedAirflow open() {
    return new RecordedApi1();
  }
}
