/// Airflow asked by its REST API: version 1 of Airflow 2, version 2 of Airflow 3.
@NullMarked
package io.runtimeagent.probe.observe.rest;

import org.jspecify.annotations.NullMarked;
