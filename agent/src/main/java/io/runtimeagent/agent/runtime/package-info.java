/// What is running in this container, and what is known of it.
@NullMarked
package io.runtimeagent.agent.runtime;

import org.jspecify.annotations.NullMarked;
