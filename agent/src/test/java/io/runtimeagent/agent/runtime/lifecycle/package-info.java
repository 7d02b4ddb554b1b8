/// Every version, every day that matters.
@NullMarked
package io.runtimeagent.agent.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
