/// Which files are logs, and which of them changed.
@NullMarked
package io.runtimeagent.ship.discover;

import org.jspecify.annotations.NullMarked;
