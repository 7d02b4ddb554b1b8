/// The hint that survives a restart: it saves requests, and nothing depends on it.
@NullMarked
package io.runtimeagent.ship.checkpoint;

import org.jspecify.annotations.NullMarked;
