/// Airflow's own configuration, found and read as Airflow finds and reads it.
@NullMarked
package io.runtimeagent.agent.config.airflow;

import org.jspecify.annotations.NullMarked;
