/// The heartbeat of real agents, beside an Airflow and a pager that are not.
@NullMarked
package io.runtimeagent.agent.heartbeat;

import org.jspecify.annotations.NullMarked;
