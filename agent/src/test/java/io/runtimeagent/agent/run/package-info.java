/// Tests of the agent's life.
@NullMarked
package io.runtimeagent.agent.run;

import org.jspecify.annotations.NullMarked;
