/// What Airflow says of the monitoring DAG, whoever is asked; and that it says nothing.
@NullMarked
package io.runtimeagent.probe.observe;

import org.jspecify.annotations.NullMarked;
