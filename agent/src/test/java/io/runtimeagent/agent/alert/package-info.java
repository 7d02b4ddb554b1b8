/// Tests against sinks that are real.
@NullMarked
package io.runtimeagent.agent.alert;

import org.jspecify.annotations.NullMarked;
