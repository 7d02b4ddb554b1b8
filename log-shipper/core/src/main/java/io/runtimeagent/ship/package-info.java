/// Ships task logs: keeps one object per log equal to the log while it is being written.
@NullMarked
package io.runtimeagent.ship;

import org.jspecify.annotations.NullMarked;
