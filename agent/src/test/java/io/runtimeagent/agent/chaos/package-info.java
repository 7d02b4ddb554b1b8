/// The agent's process, killed at any moment, against stores that fail.
@NullMarked
package io.runtimeagent.agent.chaos;

import org.jspecify.annotations.NullMarked;
