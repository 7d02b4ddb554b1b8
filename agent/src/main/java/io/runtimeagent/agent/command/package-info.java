/// The command line, one class per command.
@NullMarked
package io.runtimeagent.agent.command;

import org.jspecify.annotations.NullMarked;
