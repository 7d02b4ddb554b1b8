/// The judgement over the monitoring DAG's runs: pure, without clock, network or file.
@NullMarked
package io.runtimeagent.probe.heartbeat;

import org.jspecify.annotations.NullMarked;
