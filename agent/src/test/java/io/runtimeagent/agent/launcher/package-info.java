/// Tests of the shell script that starts the agent.
@NullMarked
package io.runtimeagent.agent.launcher;

import org.jspecify.annotations.NullMarked;
