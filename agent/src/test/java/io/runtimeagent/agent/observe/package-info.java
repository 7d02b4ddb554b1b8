/// Tests of who is asked about the heartbeat.
@NullMarked
package io.runtimeagent.agent.observe;

import org.jspecify.annotations.NullMarked;
