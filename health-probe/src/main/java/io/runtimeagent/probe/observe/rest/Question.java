package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.observe.ScheduleFallback;

/// Which DAG is asked for, the environment's word on its schedule, and Airflow's version.
record Question(String dagId, ScheduleFallback fallback, String airflowVersion) {
  String path() {
    return "/dags/" + ApiClient.encoded(dagId);
  }
}
