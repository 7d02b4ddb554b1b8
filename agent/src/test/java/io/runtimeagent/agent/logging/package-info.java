/// Tests of the agent's own log.
@NullMarked
package io.runtimeagent.agent.logging;

import org.jspecify.annotations.NullMarked;
