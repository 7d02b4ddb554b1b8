/// Who is asked about the heartbeat, as the configuration says.
@NullMarked
package io.runtimeagent.agent.observe;

import org.jspecify.annotations.NullMarked;
