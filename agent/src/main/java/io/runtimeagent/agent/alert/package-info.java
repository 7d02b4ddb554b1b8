/// Where alerts go, as the configuration says it.
@NullMarked
package io.runtimeagent.agent.alert;

import org.jspecify.annotations.NullMarked;
