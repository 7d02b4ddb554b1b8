/// The probe and the alerts of this agent, as the configuration asks for them.
@NullMarked
package io.runtimeagent.agent.probe;

import org.jspecify.annotations.NullMarked;
