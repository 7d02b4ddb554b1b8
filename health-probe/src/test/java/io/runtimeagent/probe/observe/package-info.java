/// Tests of what Airflow says, whoever is asked.
@NullMarked
package io.runtimeagent.probe.observe;

import org.jspecify.annotations.NullMarked;
