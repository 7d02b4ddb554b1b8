/// The cron walk against Airflow's own library, and what random timelines must never do.
@NullMarked
package io.runtimeagent.probe.heartbeat;

import org.jspecify.annotations.NullMarked;
