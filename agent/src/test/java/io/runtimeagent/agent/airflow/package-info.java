/// What goes into Airflow, in real Airflows.
@NullMarked
package io.runtimeagent.agent.airflow;

import org.jspecify.annotations.NullMarked;
