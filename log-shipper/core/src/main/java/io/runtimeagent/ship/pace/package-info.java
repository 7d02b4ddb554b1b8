/// When a log's new bytes are stored: pure functions of time.
@NullMarked
package io.runtimeagent.ship.pace;

import org.jspecify.annotations.NullMarked;
