package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.observe.ObserveException;
import io.runtimeagent.probe.observe.Observed;

/// One version of the API.
interface Dialect {
  Observed.Seen read() throws ObserveException, InterruptedException;
}
