/// The long-running agent: what is put together, in which order it starts and stops.
@NullMarked
package io.runtimeagent.agent.run;

import org.jspecify.annotations.NullMarked;
