/// Values that no output may show.
@NullMarked
package io.runtimeagent.agent.config.secret;

import org.jspecify.annotations.NullMarked;
