/// Which store the configuration means, and how it is opened, watched and opened again.
@NullMarked
package io.runtimeagent.agent.store;

import org.jspecify.annotations.NullMarked;
