/// Tests of the command line.
@NullMarked
package io.runtimeagent.agent.command;

import org.jspecify.annotations.NullMarked;
