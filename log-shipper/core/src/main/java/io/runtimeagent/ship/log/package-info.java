/// A task log on disk: its path, its identity, its bytes.
@NullMarked
package io.runtimeagent.ship.log;

import org.jspecify.annotations.NullMarked;
