/// The agent's own log: JSON lines on stderr for collectors, plain lines for people.
@NullMarked
package io.runtimeagent.agent.logging;

import org.jspecify.annotations.NullMarked;
