/// What is seen in a container, and what is told of it as days pass.
@NullMarked
package io.runtimeagent.agent.runtime;

import org.jspecify.annotations.NullMarked;
